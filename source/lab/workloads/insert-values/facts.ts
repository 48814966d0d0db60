import {formatAmount, formatPercent} from '../../../format.js';
import {
	afterStatement,
	endsStatement,
	type TestedClaim,
} from '../facts/claims.js';
import {type PlannedWorkload, type WorkloadFacts} from '../facts/contract.js';
import {measured, rolledBack, type Knowledge} from '../facts/knowledge.js';
import {phaseOfUpload} from '../facts/upload-states.js';
import {rowsColumns, rowsDefaults, thereInSample} from '../rows/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

const wasReading =
	'The server was still receiving the INSERT, and cleared the flag when execution began.';
const metFlag =
	'The INSERT saw the flag after it was parsed, before it wrote its first row.';
const wasWriting =
	'The rows were being written, and the server does not look at the flag between them.';

const knowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['upload'],
		now: () => 'lost: the server is still receiving',
		why: {lost: wasReading},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['sent'],
		now: () => 'lost if still receiving, else 1317',
		why: {lost: wasReading, interrupted: metFlag, 'too-late': wasWriting},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'error 1317 before the first row',
		why: {
			interrupted: metFlag,
			lost: 'The server accepted the KILL just before the INSERT began, and then cleared the flag.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['write'],
		now: () => 'too late: the rows are being written',
		why: {'too-late': wasWriting},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		autocommit: true,
		now: () => 'disconnects; its rows may commit',
		why: {
			disconnected:
				'The client is disconnected at once. Under autocommit the INSERT commits all of its rows, unless it saw the flag before the first one: the verdict says which.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['sent'],
		autocommit: true,
		now: () => 'disconnects; its rows may commit',
		why: {
			disconnected:
				'The connection is closed; the rows are committed if the server was writing them.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		now: () => 'finishes all rows, then undoes them',
		why: {
			disconnected:
				'The INSERT finishes on the server, then the transaction is rolled back.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['upload', 'sent', 'execute'],
		now: () => 'disconnects; nothing to roll back yet',
		why: {disconnected: rolledBack},
		source: measured,
	},
];

const claims: readonly TestedClaim[] = [
	{
		claim: endsStatement,
		holds: 'in part',
		found:
			'A KILL QUERY during the upload is lost, one while the rows are written is ignored: both times the INSERT returns OK.',
	},
	{
		claim: afterStatement,
		holds: 'no',
		found:
			'The client is disconnected at once, while the server still writes all rows.',
	},
];

/** So many rows take at least 5 s on the throwaway server [measured on busy cores: 7.7 s with MySQL 9.7 once it had the statement, 5.5 s with MariaDB 10.11]. */
const usualRows = 300_000;

/** Bytes of a row in the statement. */
const rowText = 285;

/** How long the upload takes on a screen, so that a person can press a key in its midst, in s. */
const usualUpload = 3;

/** What is assumed of a server, in bytes a second, once it has the statement [measured on busy cores: 9 to 12 MB]. */
const assumedRate = 10 * 1024 ** 2;

function sizeOf(planned: PlannedWorkload): number {
	return rowsOf(planned) * rowText;
}

/** One INSERT with a VALUES list of many rows. */
export const insertValuesFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'insert-values',
	title: 'one INSERT with a VALUES list of many rows, in one packet',
	flags: ['scale', 'rate'],
	brief: {scale: 0.12},
	plan: scaledRows('insert-values', usualRows),
	usualRate: planned => sizeOf(planned) / usualUpload,
	killExamples:
		'query@upload:50%, query@execute, connection@write, query@commit or query@5s',
	target: 'INSERT',
	stepNoun: 'INSERT',
	streamedIn: 'upload',
	unit: 'bytes',
	phases: [
		{name: 'upload', flag: 'cleared', when: 'during the upload'},
		{
			name: 'sent',
			flag: 'unclear',
			when: 'after the last byte, before the server was seen executing',
		},
		{name: 'execute', flag: 'seen', when: 'while the INSERT was parsed'},
		{name: 'write', flag: 'ignored', when: 'while the rows were being written'},
	],
	aims: [
		{
			phase: 'upload',
			isDivisible: true,
			words: (_, part) => `at ${formatPercent(part)} of the upload`,
		},
		{phase: 'execute', words: () => 'when the INSERT executes'},
		{phase: 'write', words: () => 'when the rows are written'},
	],
	armable: [
		{type: 'phase', phase: 'upload', part: 0.5},
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'write', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfUpload,
	knowledge,
	claims,
	columns: rowsColumns('inserted'),
	rowsWord: 'inserted',
	describe: plan => `an INSERT with ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, all by one INSERT with a VALUES list`,
	othersSee: thereInSample,
	expectedTime(plan) {
		const size = sizeOf(plan);
		const {rate = Infinity} = plan;
		return (size / rate + size / assumedRate) * 1000;
	},
};
