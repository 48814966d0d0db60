import {type Failure} from '../../server/failure.js';
import {struckBy} from './effect.js';
import {type RunState, type StatementState} from './state.js';

/** An error of a run that none of the lab's kills caused. */
export type StrayError =
	| {
			readonly type: 'statement';
			/** The statement's. */
			readonly name: string;
			readonly step?: number;
			readonly failure: Failure;
	  }
	/** The connection went away while no statement was running. */
	| {readonly type: 'connection'; readonly failure: Failure}
	/** Not from the server: a full disk on this machine, or the user. */
	| {readonly type: 'broken'; readonly message: string};

/**
What went wrong in a run besides the lab's kills. Pure.

The lab itself caused a statement's error if one of its kills hit that statement, and a lost connection if its KILL CONNECTION took effect: if somebody else was faster, the server answers 1094. Error 1317 alone says nothing, since anybody can kill.
*/
export function strayErrors(run: RunState): readonly StrayError[] {
	const statements = run.statements.flatMap(statement => {
		const outcome = statement.ended?.outcome;
		if (
			!outcome ||
			outcome.type === 'ok' ||
			isByTheLab(run, statement, outcome.type)
		) {
			return [];
		}

		const {name, step} = statement;
		return [
			{
				type: 'statement' as const,
				name,
				...(step !== undefined && {step}),
				failure: outcome.failure,
			},
		];
	});

	return [
		...statements,
		...(run.broken === undefined
			? []
			: [{type: 'broken' as const, message: run.broken}]),
		...(statements.length === 0 && isStrayLoss(run) && run.lost
			? [{type: 'connection' as const, failure: run.lost.failure}]
			: []),
	];
}

function isByTheLab(
	run: RunState,
	statement: StatementState,
	outcome: 'error' | 'lost',
): boolean {
	return outcome === 'lost'
		? isDisconnected(run)
		: run.kills.some(
				kill =>
					['interrupted', 'disconnected'].includes(kill.effect?.effect ?? '') &&
					struckBy(kill, run) === statement,
			);
}

/** Whether the connection was lost while it was still needed: after the last answer a loss does no harm. */
function isStrayLoss(run: RunState): boolean {
	const {lost, lookedAt = Infinity, transaction} = run;
	return (
		lost !== undefined &&
		lost.at < lookedAt &&
		transaction !== 'committed' &&
		transaction !== 'rolled back' &&
		transaction !== 'aborted' &&
		!isDisconnected(run)
	);
}

function isDisconnected({kills}: RunState): boolean {
	return kills.some(({effect}) => effect?.effect === 'disconnected');
}
