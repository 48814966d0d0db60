import {formatBytes} from '../../format.js';
import {type RunPlan} from '../history/run-plan.js';
import {isOn, variable, type Readings} from './readings.js';

const megabyte = 1024 ** 2;

/** What one insert adds to its file, in bytes: names, hash, headers, events around it. Generous: 420 were measured. */
export const statementOverhead = 1024;

/**
The bytes of a random file's byte in the text of a statement that the binary log holds, where quotes, backslashes and what else needs it are escaped [measured: MySQL 9.7, MariaDB 10.11]. With the text protocol it holds the two hexadecimal digits that were sent.
*/
const escaped = {mysql: 1.206, mariadb: 1.457} as const;

/** The files that one transaction holds. */
export function filesInTransaction({files, autocommit}: RunPlan): number {
	return autocommit ? 1 : files;
}

/** The bytes of the rows of one transaction: what Group Replication and Galera count. */
export function rowBytes(plan: RunPlan): number {
	return filesInTransaction(plan) * (plan.size + statementOverhead);
}

/** The bytes that an insert adds to the binary log: as the text of the statement, and as its row. */
export type LoggedInsert = {readonly text: number; readonly row: number};

/**
What the server logs of one insert. `STATEMENT` and `MIXED` log the text, `ROW` the row, preceded by the text if the server annotates its rows, as MariaDB does by default [measured].
*/
export function loggedInsert(readings: Readings, plan: RunPlan): LoggedInsert {
	if (!isOn(readings, 'log_bin')) {
		return {text: 0, row: 0};
	}

	const isRow = variable(readings, 'binlog_format') === 'ROW';
	const hasText =
		!isRow ||
		isOn(readings, 'binlog_annotate_row_events') ||
		isOn(readings, 'binlog_rows_query_log_events');
	const growth =
		plan.protocol === 'text' ? 2 : escaped[readings.product.flavour];
	return {
		text: hasText ? Math.ceil(plan.size * growth) + statementOverhead : 0,
		row: isRow ? plan.size + statementOverhead : 0,
	};
}

/** Bytes for a message: exact, because only a few may be missing. */
export function exactBytes(bytes: number): string {
	return bytes >= megabyte && bytes % megabyte === 0
		? formatBytes(bytes)
		: `${bytes} bytes`;
}
