/** A password: either known, or still to be asked for. */
export type Password =
	{readonly type: 'known'; readonly text: string} | {readonly type: 'asked'};
