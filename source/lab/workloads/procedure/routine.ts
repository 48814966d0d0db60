import {type RoutineDesign} from '../../own-table/table-design.js';
import {rowsTable, writtenPayload} from '../rows/table.js';
import {procedureFacts, routineName} from './facts.js';
import {batchSize} from './options.js';

/**
The procedure. It changes every row once, however often it is called: a START TRANSACTION commits what an interrupted CALL has left open, and rows that are changed are passed over.
*/
export const changeBatchedRows: RoutineDesign = {
	name: routineName,
	body: `BEGIN
	DECLARE first INT UNSIGNED DEFAULT 1;
	DECLARE last INT UNSIGNED;
	SELECT MAX(id) INTO last FROM ${procedureFacts.tableName};
	WHILE first <= last DO
		START TRANSACTION;
		UPDATE ${procedureFacts.tableName} SET version = version + 1, payload = ${writtenPayload} WHERE id BETWEEN first AND first + ${batchSize - 1} AND version = 0;
		COMMIT;
		SET first = first + ${batchSize};
	END WHILE;
END`,
};

/** The table whose rows it changes. */
export const batchedRows = {
	...rowsTable(procedureFacts.tableName),
	routine: changeBatchedRows,
};
