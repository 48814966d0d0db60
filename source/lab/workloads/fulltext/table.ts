import {usualEngine, type TableDesign} from '../../own-table/table-design.js';
import {rowsTable} from '../rows/table.js';
import {fulltextFacts} from './facts.js';

/** What every row contains, and what the target looks for. */
export const words =
	'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango';

/** A table with a full-text index. All rows have the same words, so that each word leads to all rows. */
export const searchedRows: TableDesign = rowsTable(
	fulltextFacts.tableName,
	['FULLTEXT KEY words (words)'],
	usualEngine,
	[`words varchar(200) NOT NULL DEFAULT '${words}'`],
);
