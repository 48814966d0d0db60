/** What became of a claim. */
export const answers = [
	'holds',
	'holds in part',
	'does not hold',
	'cannot be tested here',
] as const;

export type Answer = (typeof answers)[number];

/** What one trial has seen of a claim, or of a part of it. */
export type Seen = {
	/** The part, such as `an UPDATE`; absent: there is one. */
	readonly part?: string;
	/** What was seen, such as `error 1317`: what is the same is counted. */
	readonly saw: string;
	/** Whether that is what the claim says. */
	readonly holds: boolean;
	/** How long it took after the KILL's OK, in ms; absent: that says nothing. */
	readonly took?: number;
};

/** What was found of a claim on a server. */
export type ClaimFinding = {
	readonly answer: Answer;
	/** What was measured of each part, with counts, or why nothing was. */
	readonly measured: readonly string[];
};
