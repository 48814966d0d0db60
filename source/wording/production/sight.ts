import {type ServerView} from '../../lab/events/events.js';
import {type Phase} from '../../lab/events/phase.js';
import {
	inProduction,
	isCutOff,
	type Production,
} from '../../lab/history/in-production.js';
import {
	currentStatement,
	isBeingUndone,
	phase,
	type RunState,
	type StatementState,
} from '../../lab/history/state.js';
import {
	type Alive,
	type WorkloadFacts,
} from '../../lab/workloads/facts/contract.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {isUndoing} from '../../lab/workloads/facts/thread-states.js';

/** What the readings of a moment go by. */
export type Sight = {
	readonly run: RunState;
	readonly facts: WorkloadFacts;
	readonly phase: Phase;
	/** The statement in flight, if there is one. */
	readonly statement?: StatementState | undefined;
	readonly shown: Production;
	/** The thread, if it was seen alive. */
	readonly thread?: Alive | undefined;
	/** Its State in small letters; empty: it has none. */
	readonly state: string;
	readonly transaction: ServerView['transaction'];
	/** The server has accepted a KILL CONNECTION. */
	readonly isCut: boolean;
	/** Rows are seen being undone, or their undoing is to be seen next. */
	readonly isUndone: boolean;
};

/** What the lists show and what it means: a sentence for every size of the screen, and one that only larger ones have room for. */
export type Reading = {
	/** What it is about. */
	readonly name: string;
	readonly fits: (sight: Sight) => boolean;
	readonly words: (sight: Sight) => string;
	readonly more?: (sight: Sight) => string;
};

/** What the readings of a run go by; `undefined` before the first look. Pure. */
export function sightOf(run: RunState): Sight | undefined {
	const {view} = run;
	const shown = inProduction(run, view?.at ?? 0);
	if (!view || !shown) {
		return undefined;
	}

	const {thread, transaction} = view.view;
	const alive = thread.type === 'alive' ? thread : undefined;
	return {
		run,
		facts: factsOf(run.plan),
		phase: phase(run),
		statement: currentStatement(run),
		shown,
		thread: alive,
		state: alive?.state.toLowerCase() ?? '',
		transaction,
		isCut: isCutOff(run),
		isUndone:
			isBeingUndone(run) ||
			(alive !== undefined && isUndoing(alive.state)) ||
			(transaction.type === 'open' && transaction.state === 'ROLLING BACK'),
	};
}

/** The first reading that fits. Pure. */
export function readingOf(
	readings: readonly Reading[],
	sight: Sight,
): Reading | undefined {
	return readings.find(({fits}) => fits(sight));
}
