import {createRequire, Module} from 'node:module';
import {type ComponentType} from 'react';
import * as ink from 'ink';

/** What one row shows: the text of each column, by the column's name. */
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

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
const inkTable = require('ink-table') as {
	readonly default: ComponentType<TableProps>;
};

/** The table of ink-table. It knows no limit to its width: `fitTable` makes its rows fit. */
// eslint-disable-next-line @typescript-eslint/naming-convention -- A component.
export const Table = inkTable.default;
