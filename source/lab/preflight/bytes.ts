import {formatBytes} from '../../format.js';
import {type Demands} from './demands.js';
import {isOn, variable, type Readings} from './readings.js';

const megabyte = 1024 ** 2;

/** The bytes that a statement adds to the binary log: as its text, and as its row. */
export type Logged = {readonly text: number; readonly row: number};

/**
What the server logs of one statement. `STATEMENT` and `MIXED` log the text, `ROW` the row, preceded by the text if the server annotates its rows, as MariaDB does by default [measured].
*/
export function loggedBytes(
	readings: Readings,
	{statement: {logged}}: Demands,
): Logged {
	if (!isOn(readings, 'log_bin')) {
		return {text: 0, row: 0};
	}

	const isRow = variable(readings, 'binlog_format') === 'ROW';
	const hasText =
		!isRow ||
		isOn(readings, 'binlog_annotate_row_events') ||
		isOn(readings, 'binlog_rows_query_log_events');
	return {
		text: hasText ? logged[readings.product.flavour] : 0,
		row: isRow ? logged.row : 0,
	};
}

/** Bytes for a message: exact, because only a few may be missing. */
export function exactBytes(bytes: number): string {
	return bytes >= megabyte && bytes % megabyte === 0
		? formatBytes(bytes)
		: `${bytes} bytes`;
}
