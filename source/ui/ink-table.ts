import {type Component, type ReactElement} from 'react';
import {inkTable} from './load-ink-table.js';

/** One row: the text of each column, by the column's name. */
export type TableRow = Readonly<Record<string, string>>;

/** The properties of ink-table 3.1.0 that make sense here. */
export type TableProps = {
	readonly data: readonly TableRow[];
	/** The columns to show, in order. */
	readonly columns?: readonly string[];
};

/** A function that draws a line of the table, as ink-table calls it. */
type Line = (props: {readonly key: string}) => ReactElement | undefined;

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
const bare = inkTable as {
	readonly default: new (props: TableProps) => Component<TableProps> & {
		separator: Line;
	};
};

/** The table of ink-table, with a rule below its heading and none between its rows, which would double its height. It does not limit its width: `fitTable` makes its rows fit. */
export class Table extends bare.default {
	constructor(props: TableProps) {
		super(props);
		const {separator} = this;
		// The key of each rule ends in the number of the row below it.
		this.separator = rule =>
			rule.key.endsWith('-0') ? separator(rule) : undefined;
	}
}
