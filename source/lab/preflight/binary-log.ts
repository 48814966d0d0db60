import {formatBytes} from '../../format.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {exactBytes, loggedBytes} from './bytes.js';
import {isOn, numericVariable, variable, type Readings} from './readings.js';

/** `max_binlog_cache_size` is a multiple of it [manual], in bytes. */
const cacheStep = 4096;

/**
Whether the binary log's cache holds the transaction, error 1197 otherwise, and what the run adds to the log.

The server compares what the cache has written to its file before the newest event: the last event of a transaction always finds room [measured on both servers, for ROW and STATEMENT].
*/
export function checkBinaryLog(
	readings: Readings,
	demands: Demands,
): readonly Finding[] {
	if (!isOn(readings, 'log_bin')) {
		return [
			{
				type: 'ok',
				what: 'log_bin',
				value: variable(readings, 'log_bin') ?? 'not available',
			},
		];
	}

	const {statements, transaction} = demands;
	const {text, row} = loggedBytes(readings, demands);
	const logged = text + row;
	const all = transaction.statements * logged;
	const beforeLast = all - (row > 0 ? row : text);
	const spilled =
		all > (numericVariable(readings, 'binlog_cache_size') ?? 0)
			? '; each transaction is first written to a file in tmpdir'
			: '';
	return [
		{
			type: 'ok',
			what: 'log_bin',
			value: `ON, ${variable(readings, 'binlog_format') ?? 'format not shown'}`,
			note: `the run adds about ${formatBytes(statements * logged)}${spilled}`,
		},
		...checkCache(readings, {all, beforeLast, smaller: transaction.smaller}),
	];
}

function checkCache(
	readings: Readings,
	{
		all,
		beforeLast,
		smaller,
	}: {
		readonly all: number;
		readonly beforeLast: number;
		readonly smaller: string;
	},
): readonly Finding[] {
	const what = 'max_binlog_cache_size';
	const allowed = numericVariable(readings, what);
	if (allowed === undefined) {
		return [{type: 'hidden', what, why: 'the server does not show it'}];
	}

	const value = isUnlimited(allowed) ? 'no limit' : exactBytes(allowed);
	if (all <= allowed) {
		return [
			{type: 'ok', what, value, note: `needed: about ${formatBytes(all)}`},
		];
	}

	return [
		{
			type: beforeLast > allowed ? 'stop' : 'warning',
			what,
			value,
			needed: `about ${exactBytes(roundUp(all))}`,
			why: 'the transaction would fail with error 1197',
			mend: {
				type: 'set',
				// How much random bytes grow in a statement's text varies a little.
				setting: {variable: what, value: roundUp(all * 1.02)},
				instead: smaller,
			},
		},
	];
}

/** The default is 2^64 less a page. */
function isUnlimited(bytes: number): boolean {
	return bytes > Number.MAX_SAFE_INTEGER;
}

function roundUp(bytes: number): number {
	return Math.ceil(bytes / cacheStep) * cacheStep;
}
