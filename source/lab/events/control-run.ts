/** A run of the target that nobody kills, before the one that somebody may. */
export type ControlRun = {
	/** Rows that it has changed. */
	readonly rows: number;
	/** How long it took, in ms. */
	readonly time: number;
};
