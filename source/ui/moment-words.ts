import {formatDuration} from '../format.js';
import {type LabEvent, type StatementOutcome} from '../lab/events/events.js';
import {statementNumbered, type LabState} from '../lab/history/state.js';
import {
	effectWord,
	errorWords,
	killName,
	shortEffects,
} from '../wording/words.js';
import {eventNames} from './event-names.js';

/** What the events of one moment of a recording say together. Pure. @param state - After them. */
export function describeMoment(
	moment: readonly LabEvent[],
	state: LabState,
): string {
	// What comes with each OK says nothing beside it, and what a kill did matters most.
	const told = moment
		.filter(({type}) => type !== 'kill-view')
		.toSorted(
			(one, other) =>
				Number(other.type === 'kill-effect') -
				Number(one.type === 'kill-effect'),
		);
	return [
		...new Set(
			(told.length > 0 ? told : moment).map(event => describe(event, state)),
		),
	].join('; ');
}

/** An event with what it is about, where its name alone would leave that open. */
function describe(event: LabEvent, state: LabState): string {
	switch (event.type) {
		case 'run-started': {
			return `run ${event.run} begins`;
		}

		case 'step-started': {
			return `${event.name} begins`;
		}

		case 'statement-started': {
			return `${event.name} begins`;
		}

		case 'statement-sent': {
			return `the kernel has all of ${nameOf(event.statement, state)}`;
		}

		case 'statement-ended': {
			return `${nameOf(event.statement, state)} ends: ${outcomeWords(event.outcome)}`;
		}

		case 'kill-sent': {
			return `kill ${event.kill} is sent: ${killName(event.kind)}`;
		}

		case 'kill-acknowledged': {
			return `kill ${event.kill}: the server has accepted it`;
		}

		case 'kill-refused': {
			return `kill ${event.kill}: ${errorWords(event.failure)}`;
		}

		case 'kill-effect': {
			const kill = state.run?.kills.find(({kill}) => kill === event.kill);
			return `kill ${event.kill}: ${kill ? effectWord(kill) : shortEffects[event.effect]}`;
		}

		case 'verdict': {
			return `verdict: ${event.verdict.outcome}`;
		}

		default: {
			return eventNames[event.type];
		}
	}
}

function nameOf(number: number, {run}: LabState): string {
	return (run && statementNumbered(run, number))?.name ?? 'a statement';
}

function outcomeWords(outcome: StatementOutcome): string {
	switch (outcome.type) {
		case 'ok': {
			return 'OK';
		}

		case 'error': {
			return errorWords(outcome.failure);
		}

		case 'lost': {
			return 'the connection is lost';
		}
	}
}

/** How long after the stop before it a moment came. */
export function describeLater(later: number | undefined): string {
	return later === undefined ? '' : ` (${formatDuration(later)} later)`;
}
