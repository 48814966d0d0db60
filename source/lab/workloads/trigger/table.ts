import {
	type TableDesign,
	type TriggerDesign,
} from '../../own-table/table-design.js';
import {rowsTable} from '../rows/table.js';
import {triggerFacts} from './facts.js';

/** 128 random bits: nobody writes this by chance. */
const seal = '9c41f07ab2de4e6d8a35b16c70e2d9f4';

/** Works on each row for some 70 µs [measured: MySQL 9.7, MariaDB 10.11]. A handler that gets an error makes the row one that the verdict finds damaged. */
export const workOnRow: TriggerDesign = {
	name: 'WorkOnRow',
	body: `BEGIN
	DECLARE made CHAR(60) DEFAULT 'Made by kill-lab (${seal})';
	DECLARE hash CHAR(128);
	DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET NEW.version = NEW.version + 1000;
	SET hash = SHA2(REPEAT(NEW.payload, 200), 512);
END`,
};

/** The table that has it. */
export const triggeredRows: TableDesign = {
	...rowsTable(triggerFacts.tableName),
	trigger: workOnRow,
};
