import {type FlagUse, type WorkloadFacts} from './contract.js';

/** What becomes of the flag of a KILL QUERY in a phase of the target; absent: that is no phase of it. Pure. */
export function flagIn(
	{phases}: WorkloadFacts,
	phase: string | undefined,
): FlagUse | undefined {
	return phases.find(({name}) => name === phase)?.flag;
}

/** The place of a phase in the order of the target's; -1: that is no phase of it. Pure. */
export function placeOf({phases}: WorkloadFacts, phase: string): number {
	return phases.findIndex(({name}) => name === phase);
}

/** The phase in which the server is still reading the target. Pure. */
export function readingPhase({phases}: WorkloadFacts): string {
	return phases[0].name;
}

/** The last phase in which the target sees the flag. Pure. */
export function seeingPhase({phases}: WorkloadFacts): string {
	return (phases.findLast(({flag}) => flag === 'seen') ?? phases[0]).name;
}

/** The last phase of the target. Pure. */
export function lastPhase({phases}: WorkloadFacts): string {
	return (phases.at(-1) ?? phases[0]).name;
}
