import {formatBytes, formatPercent} from '../../../format.js';
import {type PlannedWorkload, type WorkloadFacts} from '../facts/contract.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {
	measured,
	rolledBack,
	rollsBack,
	dataOf,
	stepsOf,
	type Knowledge,
} from '../facts/knowledge.js';
import {phaseOfUpload} from '../facts/upload-states.js';
import {blobsOptions, blobsPlan} from './options.js';

const wasReading =
	'The server was still receiving the statement, and cleared the flag when execution began.';
const metFlag =
	'The statement saw the flag at its next check point, before it wrote the row.';
const wasWriting =
	'The row was being written, and the server does not check the flag there.';

const knowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['upload'],
		now: () => 'lost: the server is still receiving',
		nowInFull: () =>
			'would be lost: the server is still receiving the statement',
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
		now: () => 'error 1317 at the next check point',
		why: {
			interrupted: metFlag,
			lost: 'The server accepted the KILL just before the statement began, and then cleared the flag.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['write'],
		now: () => 'too late: the row is being written',
		why: {'too-late': wasWriting},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		autocommit: true,
		now: () => 'disconnects, but the row commits',
		why: {
			disconnected:
				'The statement finished on the server, and under autocommit its row is committed.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['sent'],
		autocommit: true,
		now: () => 'disconnects; this row may commit',
		why: {
			disconnected:
				'The connection is closed; the rows of earlier statements are committed, and the row of this one if the server was writing it.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['upload', 'execute'],
		autocommit: true,
		now: () => 'disconnects; committed rows stay',
		why: {
			disconnected:
				'The connection is closed; the rows of earlier statements are committed.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['upload'],
		now: pending => rollsBack(pending, 'nothing to roll back yet'),
		nowInFull: pending =>
			rollsBack(pending, 'disconnects; nothing to roll back yet'),
		why: {disconnected: rolledBack},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['sent'],
		now: pending => rollsBack(pending, 'disconnects; this row is undone'),
		why: {disconnected: rolledBack},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['execute'],
		now: pending =>
			pending.steps === 0
				? 'nothing to roll back yet'
				: `rolls back ${stepsOf(pending)} at the check point`,
		nowInFull: pending =>
			pending.steps === 0
				? 'disconnects; nothing to roll back yet'
				: `rolls back ${dataOf(pending)} at the next check point`,
		why: {
			disconnected:
				'The client is disconnected at once; the thread lives on until its next check point, then the transaction is rolled back.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		now: ({steps, noun}) =>
			`finishes the row, rolls back ${stepsOf({steps: steps + 1, noun})}`,
		nowInFull: pending =>
			pending.steps === 0
				? 'finishes this row, then rolls it back'
				: `finishes this row, then rolls it and ${stepsOf(pending)} back`,
		why: {
			disconnected:
				'The statement finishes on the server, then the transaction is rolled back.',
		},
		source: measured,
	},
];

/** What is assumed of a server that takes the bytes as fast as it can, in bytes per second. */
const assumedRate = 100 * 1024 ** 2;

/** The server needs about as long for a file as its upload took, and half a second more: as a part of the upload, and in ms. */
const serverShare = 0.5;
const serverTime = 500;

/** Bytes of a file, as in the blog post. */
const usualSize = 100 * 1024 ** 2;

/** How long a file's upload takes on a screen, so that a person can press a key in its midst, in s. */
const usualUpload = 3;

function describeFiles(planned: PlannedWorkload): string {
	const {files, size} = blobsOptions(planned);
	return `${stepsOf({steps: files, noun: 'file'})} of ${formatBytes(size)}`;
}

/** The experiment of the blog post: random files, each inserted as a blob. */
export const blobsFacts: WorkloadFacts = {
	name: 'blobs',
	title: 'inserts random files as blobs, and compares their hashes',
	flags: ['files', 'size', 'protocol', 'rate'],
	brief: {files: 2, size: 4 * 1024 ** 2},
	plan: ({files = 10, size = usualSize, protocol = 'binary'}) =>
		blobsPlan({files, size, protocol}),
	usualRate: planned => blobsOptions(planned).size / usualUpload,
	killExamples:
		'query@2:upload:50%, connection@3:execute, query@commit or query@5s',
	tableName: 'DataBlobs',
	target: 'INSERT',
	doneWord: 'inserted',
	stepNoun: 'file',
	streamedIn: 'upload',
	commandOf: plan =>
		blobsOptions(plan).protocol === 'text' ? 'Query' : 'Execute',
	unit: 'bytes',
	phases: [
		{name: 'upload', flag: 'cleared', when: 'during the upload'},
		{
			name: 'sent',
			flag: 'unclear',
			when: 'after the last byte, before the server was seen executing',
		},
		{name: 'execute', flag: 'seen', when: 'during execution'},
		{name: 'write', flag: 'ignored', when: 'while the row was being written'},
	],
	aims: [
		{
			phase: 'generate',
			words: which => `while ${which('file')} is generated`,
		},
		{
			phase: 'upload',
			isDivisible: true,
			words: (which, part) =>
				`at ${formatPercent(part)} of the upload of ${which('file')}`,
		},
		{phase: 'execute', words: which => `when ${which('INSERT')} executes`},
		{
			phase: 'verify',
			words: which => `when the hash of ${which('file')} is compared`,
		},
	],
	armable: [
		{type: 'phase', phase: 'upload', part: 0.5},
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfUpload,
	knowledge,
	claims: [
		{
			claim: endsStatement,
			holds: 'in part',
			found:
				'A KILL QUERY during the upload is lost, one while the row is written is ignored: both times the INSERT returns OK.',
		},
		{
			claim: afterStatement,
			holds: 'no',
			found:
				'The client is disconnected 1 to 3 ms after the KILL, while the server still ends the statement.',
		},
	],
	stepName: step => `random_file-${step}.bin`,
	describe: describeFiles,
	intent(planned) {
		const {files, size} = blobsOptions(planned);
		return `write ${describeFiles(planned)} per run, ${formatBytes(files * size)}`;
	},
	detail: plan => `${blobsOptions(plan).protocol} protocol`,
	amount: (plan, steps) => formatBytes(steps * blobsOptions(plan).size),
	expectedTime(plan) {
		const {size} = blobsOptions(plan);
		const {rate = assumedRate} = plan;
		return (size / rate) * (1 + serverShare) * 1000 + serverTime;
	},
	rowsOf: (_, steps) => steps,
	othersSee: ({rows}) => `others see ${stepsOf({steps: rows, noun: 'row'})}`,
	check: {
		intact: 'hash equal',
		damaged: 'hash NOT EQUAL',
		open: 'not compared',
	},
	columns: [
		{name: 'id', type: 'number', rank: 1},
		{name: 'file_name', type: 'text', rank: 0, shortest: 8},
		{name: 'file_size', type: 'bytes', rank: 3},
		{name: 'file_hash', type: 'text', rank: 4, shortest: 10},
	],
	rowStates: {
		column: 'hash',
		rank: 2,
		intact: 'equal',
		damaged: 'NOT EQUAL',
	},
	intactWords: {
		all: 'all hashes equal',
		part: (intact, there) => `only ${intact} of ${there} hashes equal`,
	},
};
