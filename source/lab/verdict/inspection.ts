import {type Contents, type Foreign, type Remains} from '../events/events.js';

/** The rows of one step. */
export type FoundStep = {
	readonly step: number;
	/** How many of them are there. */
	readonly rows: number;
	/** How many of those are as the run wrote them. */
	readonly intact: number;
};

/** What a run has left. */
export type Inspection =
	| DataInspection
	| SchemaInspection
	| StatesInspection
	/** Nothing can be said of it. */
	| {readonly about: 'nothing'; readonly reason: string};

/** What a run has left of its rows, as another connection read it in one statement, and so at one moment. */
export type DataInspection = {
	readonly about?: 'data';
	/** What is found are rows that are missing. A table that was made anew lacks them as well, and proves nothing. */
	readonly areMissing?: true;
	/** No transaction undoes a part of a step: it may be there, whatever the statement returned. */
	readonly partsStay?: true;
	/** The rows that are there are no part that the target can have left by ending early. */
	readonly isTorn?: true;
	/** How many rows a step leaves if it is whole. */
	readonly rowsPerStep: number;
	/** The steps of which something is there. */
	readonly found: readonly FoundStep[];
	readonly contents: Contents;
	readonly foreign?: Foreign;
};

/** What a run that changes the table's definition has left. */
export type SchemaInspection = {
	readonly about: 'schema';
	/** The one from before the run, or the one that the target gives to the table. */
	readonly definition: 'before' | 'after';
	/** The lab's rows: how many are there, how many of those are as they must be with this definition, and how many there must be. */
	readonly rows: {
		readonly there: number;
		readonly intact: number;
		readonly expected: number;
	};
	readonly remains: Remains;
	readonly contents: Contents;
	readonly foreign?: Foreign;
};

/** What a run of a user's own statement has left, as the control run found it before. */
export type StatesInspection = {
	readonly about: 'states';
	/** The numbers of whole statements after which all was as it is now; 0 is before the first. None: it never was. */
	readonly matches: readonly number[];
	/** How many statements the run has. */
	readonly times: number;
	/** What has changed in part and has no transactions, each with its engine; absent: nothing has. */
	readonly withoutTransactions?: readonly string[];
	readonly contents: Contents;
	readonly foreign?: Foreign;
};
