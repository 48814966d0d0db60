import {type RoutineDesign} from '../../own-table/table-design.js';
import {changingBatches} from '../procedure/routine.js';
import {rowsTable} from '../rows/table.js';
import {handlerFacts, routineName} from './facts.js';

/** The procedure: it goes on after every error, and returns how many there were. */
export const changeHandledRows: RoutineDesign = {
	name: routineName,
	body: changingBatches(
		handlerFacts.tableName,
		`DECLARE caught INT DEFAULT 0;
	DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET caught = caught + 1;
	`,
		`
	SELECT caught;`,
	),
};

/** The table whose rows it changes. */
export const handledRows = {
	...rowsTable(handlerFacts.tableName),
	routine: changeHandledRows,
};
