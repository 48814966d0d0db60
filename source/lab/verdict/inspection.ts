import {type Contents, type Foreign} from '../events/events.js';

/** The rows of one step. */
export type FoundStep = {
	readonly step: number;
	/** How many of them are there. */
	readonly rows: number;
	/** How many of those are as the run wrote them. */
	readonly intact: number;
};

/** What a run has left, as another connection read it in one statement, and so at one moment. */
export type Inspection = {
	/** How many rows a step leaves if it is whole. */
	readonly rowsPerStep: number;
	/** The steps of which something is there. */
	readonly found: readonly FoundStep[];
	readonly contents: Contents;
	readonly foreign?: Foreign;
};
