import test from 'ava';
import {
	brokenLines,
	firstUpload,
	onServer,
	patience,
	startProgram,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

type Size = {readonly columns: number; readonly rows: number};

/** Whether the lines are a complete frame of this size: two panes from the first column to the last. */
function hasPanes({columns, rows}: Size, isStacked: boolean) {
	return (lines: readonly string[]) =>
		lines.length === rows &&
		(lines[0] ?? '').startsWith(' Kill Lab ') &&
		(lines[1] ?? '').startsWith('╭ Workload ─') &&
		(lines[1] ?? '').includes('╭ Control') !== isStacked &&
		isIn(lines, /╭ Control/) === 1 &&
		brokenLines(lines, columns).length === 0;
}

/** Whether the lines are the form for small terminals. */
function isCompact({columns, rows}: Size) {
	return (lines: readonly string[]) =>
		lines.length === rows &&
		lines.every(line => line.length <= columns && !/[│╮╯]/.test(line)) &&
		lines.some(line => line.startsWith(' q  KILL QUERY ')) &&
		lines.some(line => line.startsWith(' c  KILL CONNECTION ')) &&
		lines.some(line => /^▸ random_file-0\.bin +upload /.test(line)) &&
		lines.some(line => line.startsWith('Verdict ')) &&
		isIn(lines, /KILL QUERY/) === 1;
}

function isTooSmall(lines: readonly string[]): boolean {
	const text = lines.join(' ').replaceAll(/\s+/g, ' ').trim();
	return (
		lines.length === 10 &&
		text ===
			'Kill Lab needs 60 x 16 cells; this terminal has 50 x 10. q and c still kill.'
	);
}

function isIn(lines: readonly string[], pattern: RegExp): number {
	return lines.filter(line => pattern.test(line)).length;
}

test('during an insert every size gets its own complete frame', async t => {
	const large = {columns: 120, rows: 40};
	const medium = {columns: 90, rows: 30};
	const small = {columns: 60, rows: 16};
	const program = await startProgram(
		t,
		[...onServer(server).args, '--size=60MB', '--rate=1MB'],
		large,
	);
	await program.waitFor(firstUpload, patience);
	await program.waitFor(hasPanes(large, false));

	program.resize(medium.columns, medium.rows);
	await program.waitFor(hasPanes(medium, true));

	program.resize(small.columns, small.rows);
	await program.waitFor(isCompact(small));

	program.resize(50, 10);
	await program.waitFor(isTooSmall);

	program.resize(large.columns, large.rows);
	await program.waitFor(hasPanes(large, false));
	t.regex(program.screen().join('\n'), /▸ random_file-0\.bin +upload /);
});

test('a window that is being resized shows nothing of its earlier sizes', async t => {
	const program = await startProgram(t, [
		...onServer(server).args,
		'--size=60MB',
		'--rate=1MB',
	]);
	await program.waitFor(firstUpload, patience);
	for (let columns = 119; columns >= 101; columns -= 3) {
		program.resize(columns, 40);
		program.resize(columns, 39);
	}

	await program.waitFor(hasPanes({columns: 101, rows: 39}, true));
	t.is(isIn(program.screen(), /KILL QUERY/), 1);
	t.is(isIn(program.screen(), /▸ random_file/), 1);
});
