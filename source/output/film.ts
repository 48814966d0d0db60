/** What a screen shows, from one moment on. */
export type Frame = {
	/** In ms since the film began. */
	readonly at: number;
	/** Its lines from the top, with SGR sequences; those that are missing at the bottom are empty. */
	readonly lines: readonly string[];
};

/** A moment of a film that has a name. */
export type Mark = {
	/** In ms since the film began. */
	readonly at: number;
	readonly name: string;
};

/** What a recording looks like when it is played, without a terminal. */
export type Film = {
	readonly title: string;
	/** How it ends, in sentences. */
	readonly story: string;
	/** When the clock of the recording began, in ms since 1970. */
	readonly startedAt: number;
	/** The size of the screen. */
	readonly columns: number;
	readonly rows: number;
	/** Each differs from the one before it; the first is at 0. */
	readonly frames: readonly Frame[];
	/** In their order. */
	readonly marks: readonly Mark[];
	/** In ms. */
	readonly length: number;
	readonly exitCode: number;
};
