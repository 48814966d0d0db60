import {
	transactionPhases,
	type Ending,
	type TimedStatement,
} from '../../events/aim.js';
import {type Verdict} from '../../events/events.js';
import {type WorkloadFacts} from './contract.js';

/** How a transaction of the workload ends by its own choice. Pure. */
export function endingOf({
	endsWith = 'commit',
}: Pick<WorkloadFacts, 'endsWith'>): Ending {
	return endsWith;
}

/** The ends that a transaction of the workload can have: after an error there is ROLLBACK, whatever it would have ended with. Around a target that commits itself there is none. Pure. */
export function endingsOf(
	facts: Pick<WorkloadFacts, 'commitsItself' | 'endsWith'>,
): readonly Ending[] {
	return facts.commitsItself
		? []
		: transactionPhases.filter(
				ending => ending === 'rollback' || ending === endingOf(facts),
			);
}

/** Whether a transaction of the workload can have this end, by its name. Pure. */
export function canEndWith(
	facts: Pick<WorkloadFacts, 'commitsItself' | 'endsWith'>,
	name: string,
): boolean {
	const endings: readonly string[] = endingsOf(facts);
	return endings.includes(name);
}

/** Whether a run of the workload can have such a statement. Pure. */
export function canHave(
	facts: Pick<WorkloadFacts, 'aims' | 'commitsItself' | 'endsWith'>,
	role: TimedStatement['role'],
): boolean {
	return (
		role === 'target' ||
		canEndWith(facts, role) ||
		facts.aims.some(({phase}) => phase === role)
	);
}

const outcomes = {
	commit: 'committed whole',
	rollback: 'rolled back whole',
} as const satisfies Readonly<Record<Ending, Verdict['outcome']>>;

/** What a run that nobody kills comes to. Pure. */
export function usualOutcome(
	facts: Pick<WorkloadFacts, 'endsWith'>,
): (typeof outcomes)[Ending] {
	return outcomes[endingOf(facts)];
}
