import {type FlagUse, type WorkloadFacts} from './contract.js';

/** What becomes of the flag of a KILL QUERY in a phase of the target; absent: that is no phase of it. Pure. */
export function flagIn(
	{phases}: WorkloadFacts,
	phase: string | undefined,
): FlagUse | undefined {
	return phases.find(({name}) => name === phase)?.flag;
}

/** The place of a phase in the order of the target's; -1: that is no phase of it. Pure. */
export function placeOf(
	{phases}: Pick<WorkloadFacts, 'phases'>,
	phase: string,
): number {
	return phases.findIndex(({name}) => name === phase);
}

/** Whether a thread that shows this phase can't be there yet, because it was last seen in an earlier one than that must come before, if in any: it is ending the statement before. Pure. */
export function isEarlyFor(
	facts: Pick<WorkloadFacts, 'phases'>,
	shown: string,
	last: string | undefined,
): boolean {
	const follows = facts.phases.find(({name}) => name === shown)?.follows;
	return (
		follows !== undefined &&
		(last === undefined || placeOf(facts, last) < placeOf(facts, follows))
	);
}

/** The phase in which the server is still reading the target. Pure. */
export function readingPhase({phases}: WorkloadFacts): string {
	return phases[0].name;
}

/** The phase in which the client uploads the target, if it is no small packet. Pure. */
export function uploadPhase(facts: WorkloadFacts): string | undefined {
	const reading = readingPhase(facts);
	return facts.streamedIn === reading ? reading : undefined;
}

/** The last phase in which the flag is cleared: that of the reading, unless the target itself clears it later. Pure. */
export function clearingPhase(facts: Pick<WorkloadFacts, 'phases'>): string {
	const {phases} = facts;
	return (phases.findLast(({flag}) => flag === 'cleared') ?? phases[0]).name;
}

const seeing: ReadonlySet<FlagUse | undefined> = new Set(['seen', 'checked']);

/** A phase in which the target sees the flag: the one in which a kill was sent, if it is named and one of them, else the last. Pure. */
export function seeingPhase(facts: WorkloadFacts, sentIn?: string): string {
	const {phases} = facts;
	return sentIn !== undefined && seeing.has(flagIn(facts, sentIn))
		? sentIn
		: (phases.findLast(({flag}) => seeing.has(flag)) ?? phases[0]).name;
}

/** The last phase of the target. Pure. */
export function lastPhase({phases}: WorkloadFacts): string {
	return (phases.at(-1) ?? phases[0]).name;
}
