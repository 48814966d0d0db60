import {type TableDesign} from '../../own-table/table-design.js';
import {rowsTable} from '../rows/table.js';
import {createSelectFacts} from './facts.js';

/** What the target makes: of the lab's own form, with its mark, so that it is proven to be the lab's before it is dropped. */
export const selectedRows = rowsTable(createSelectFacts.madeName ?? '');

/** What the target selects. */
export const sourceRows: TableDesign = {
	...rowsTable(createSelectFacts.tableName),
	makes: selectedRows,
};
