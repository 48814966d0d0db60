/** What both forms of attach print to, and when they end. */
export type AttachContext = {
	readonly write: (text: string) => void;
	/** The terminal's width, in cells; absent: there is none. */
	readonly columns?: number;
	/** Aborted when the user quits. */
	readonly leaving: AbortSignal;
};
