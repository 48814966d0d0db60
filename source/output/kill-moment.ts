import {transactionPhases, type Aim, type Moment} from '../lab/events/aim.js';
import {formatAim} from '../lab/kills/notation.js';
import {waitedUntil} from '../lab/history/paces.js';
import {
	phaseOfKill,
	type KillState,
	type RunState,
} from '../lab/history/state.js';
import {canEndWith} from '../lab/workloads/facts/endings.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** What repeats a kill: a planned one itself, or for a key the nearest moment that `--kill` can name. */
export type KillMoment = {
	readonly kill: KillState;
	readonly aim: Aim;
	/** It was no such moment: it was a key, which only comes about then. */
	readonly isAbout: boolean;
	/** An earlier kill of the run has the same moment, such as that of a retry: `--kill` sends both when it comes first. */
	readonly isRepeated: boolean;
	/** How many ms its time leaves out, because the run waited for a person: when it is repeated, nobody has to think. */
	readonly leftOut: number;
};

/** What repeats the kills of a run, in their order. Pure. */
export function momentsOf(run: RunState): readonly KillMoment[] {
	const named = new Set<string>();
	return run.kills.map(kill => {
		const waited = grained(
			// One that is sent meanwhile must come meanwhile.
			waitedUntil(run, kill.sentAt, {isOpenOut: kill.awaits !== undefined}),
		);
		const aim = aimOf(run, kill, waited);
		const moment = notationOf(aim);
		const isRepeated = named.has(moment);
		named.add(moment);
		return {
			kill,
			aim,
			isAbout: kill.aim === undefined,
			isRepeated,
			leftOut: isSinceStart(aim.moment) ? waited : 0,
		};
	});
}

function aimOf(run: RunState, kill: KillState, waited: number): Aim {
	return kill.aim
		? inStep(withoutWaits(kill.aim, waited), kill)
		: {kind: kill.kind, moment: nearest(run, kill, waited)};
}

function withoutWaits(aim: Aim, waited: number): Aim {
	const {moment} = aim;
	return isSinceStart(moment) && waited > 0
		? {...aim, moment: {...moment, after: Math.max(0, moment.after - waited)}}
		: aim;
}

/** Whether a moment is a time after the start of the run: what the run waited for is in it. */
function isSinceStart(
	moment: Moment,
): moment is Extract<Moment, {readonly type: 'time'}> {
	return moment.type === 'time' && moment.since === undefined;
}

/** A moment as `--kill` names it, whatever is sent then. */
function notationOf({moment}: Aim): string {
	return formatAim({kind: 'query', moment});
}

/** "The next step" was the one that it met. */
function inStep(aim: Aim, {step}: KillState): Aim {
	const {moment} = aim;
	return moment.type === 'phase' &&
		moment.step === undefined &&
		step !== undefined &&
		step.step > 0 &&
		!isOfTransaction(moment.phase)
		? {...aim, moment: {...moment, step: step.step}}
		: aim;
}

function isOfTransaction(phase: string): boolean {
	const phases: readonly string[] = transactionPhases;
	return phases.includes(phase);
}

/** A time is written in hundredths of a second: more would promise too much. */
const grain = 10;

function grained(ms: number): number {
	return Math.round(ms / grain) * grain;
}

function nearest(run: RunState, kill: KillState, waited: number): Moment {
	const facts = factsOf(run.plan);
	const {aims} = facts;
	const phase = phaseOfKill(kill);
	const wait =
		kill.commitWait === 'lock'
			? aims.find(({outside}) => outside === 'commit wait')
			: undefined;
	if (wait) {
		return {type: 'phase', phase: wait.phase, part: 0};
	}

	if (canEndWith(facts, phase)) {
		return {type: 'phase', phase, part: 0};
	}

	const {step} = kill;
	const aimed = aims.find(aim => aim.phase === phase);
	if (!aimed || !step) {
		const after = grained(kill.sentAt - run.startedAt) - waited;
		return {type: 'time', after: Math.max(0, after)};
	}

	return {
		type: 'phase',
		phase,
		...(run.plan.steps > 1 && {step: step.step}),
		part: aimed.isDivisible ? Math.floor(step.part * 100 + 1e-9) / 100 : 0,
	};
}
