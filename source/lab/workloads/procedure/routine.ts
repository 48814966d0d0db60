import {type RoutineDesign} from '../../own-table/table-design.js';
import {rowsTable, writtenPayload} from '../rows/table.js';
import {procedureFacts, routineName} from './facts.js';
import {batchSize} from './options.js';

/**
The procedure. It changes every row once, however often it is called: a START TRANSACTION commits what an interrupted CALL has left open, and rows that are changed are passed over.
*/
export const changeBatchedRows: RoutineDesign = {
	name: routineName,
	body: changingBatches(procedureFacts.tableName),
};

/**
The body of a procedure that changes every row of a table and commits after each batch.

@param declares - What it declares besides, with a semicolon at its end.
@param ends - What it does at its end, in the same way.
*/
export function changingBatches(
	table: string,
	declares = '',
	ends = '',
): string {
	return `BEGIN
	DECLARE first INT UNSIGNED DEFAULT 1;
	DECLARE last INT UNSIGNED;
	${declares}SELECT MAX(id) INTO last FROM ${table};
	WHILE first <= last DO
		START TRANSACTION;
		UPDATE ${table} SET version = version + 1, payload = ${writtenPayload} WHERE id BETWEEN first AND first + ${batchSize - 1} AND version = 0;
		COMMIT;
		SET first = first + ${batchSize};
	END WHILE;${ends}
END`;
}

/** The table whose rows it changes. */
export const batchedRows = {
	...rowsTable(procedureFacts.tableName),
	routine: changeBatchedRows,
};
