/** A password as it is named: itself, or that it is to be asked for. */
export type Password =
	{readonly type: 'known'; readonly text: string} | {readonly type: 'asked'};
