import {createRequire, Module} from 'node:module';
import {type Component, type ReactElement} from 'react';
import * as ink from 'ink';

/** One row: the text of each column, by the column's name. */
export type TableRow = Readonly<Record<string, string>>;

/** The properties of ink-table 3.1.0 that make sense here. */
export type TableProps = {
	readonly data: readonly TableRow[];
	/** The columns to show, in order. */
	readonly columns?: readonly string[];
};

/*
Ink-table is CommonJS and calls `require('ink')`, which Node refuses since Ink 4 is an ES module with a top-level await (ERR_REQUIRE_ASYNC_MODULE). Here its `require` finds the module that was imported above
in the cache.
*/
const require = createRequire(import.meta.url);
const path = require.resolve('ink');
const loaded = new Module(path);
loaded.exports = ink;
loaded.loaded = true;
require.cache[path] = loaded;

/** A function that draws a line of the table, as ink-table calls it. */
type Line = (props: {readonly key: string}) => ReactElement | undefined;

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
const inkTable = require('ink-table') as {
	readonly default: new (props: TableProps) => Component<TableProps> & {
		separator: Line;
	};
};

/** The table of ink-table, with a rule below its heading and none between its rows, which would double its height. It does not limit its width: `fitTable` makes its rows fit. */
export class Table extends inkTable.default {
	constructor(props: TableProps) {
		super(props);
		const {separator} = this;
		// The key of each rule ends in the number of the row below it.
		this.separator = rule =>
			rule.key.endsWith('-0') ? separator(rule) : undefined;
	}
}
