import {type RunState} from './state.js';

/** What a key has made of the pace, and when, in ms on the session's clock. */
export type Pace = {
	readonly at: number;
	readonly paused: boolean;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number | undefined;
};

/** Whether a run has ever had another rate than the one that it began with. Pure. */
export function hasOtherRate({
	plan,
	paces = [],
}: Pick<RunState, 'plan' | 'paces'>): boolean {
	return paces.some(({rate}) => rate !== plan.rate);
}

/** The rate of a run at a moment. Pure. */
export function rateAt(
	{plan, paces = []}: Pick<RunState, 'plan' | 'paces'>,
	moment: number,
): number | undefined {
	const pace = paces.findLast(({at}) => at <= moment);
	return pace ? pace.rate : plan.rate;
}

/** From when to when a run waited for a person, in ms on the session's clock. */
type PersonWait = {readonly from: number; readonly to: number};

/**
For how many ms a run had waited for a person until a moment: at a question, or paused. Pure.

@param isOpenOut - One that was going on then does not count.
*/
export function waitedUntil(
	run: Pick<RunState, 'question' | 'answered' | 'paces'>,
	moment: number,
	{isOpenOut}: {readonly isOpenOut: boolean},
): number {
	const waits = [...questionWaits(run), ...pauses(run)]
		.filter(({from, to}) => from < moment && !(isOpenOut && to > moment))
		.toSorted((one, other) => one.from - other.from);
	// A pause and a question may be at once.
	let waited = 0;
	let counted = -Infinity;
	for (const {from, to} of waits) {
		const end = Math.min(to, moment);
		waited += Math.max(0, end - Math.max(from, counted));
		counted = Math.max(counted, end);
	}

	return waited;
}

function questionWaits({
	question,
	answered = [],
}: Pick<RunState, 'question' | 'answered'>): readonly PersonWait[] {
	return [
		...answered.map(({askedAt, at}) => ({from: askedAt, to: at})),
		...(question ? [{from: question.askedAt, to: Infinity}] : []),
	];
}

function pauses({paces = []}: Pick<RunState, 'paces'>): readonly PersonWait[] {
	return paces.flatMap(({at, paused}, index) =>
		paused && !paces[index - 1]?.paused
			? [
					{
						from: at,
						to: paces.slice(index).find(({paused}) => !paused)?.at ?? Infinity,
					},
				]
			: [],
	);
}
