import {type WriteStream} from 'node:tty';
import test from 'ava';
import {
	describeStart,
	startProgress,
} from '../../../source/commands/target/start-progress.js';
import {type SandboxProgress} from '../../../source/sandbox/sandbox.js';

const megabyte = 1024 ** 2;
const what = 'MySQL 9.7.4';
const erase = '\r\u001B[K';

/** @param columns - Absent: it is not a terminal. */
function fakeStream(columns?: number): {
	stream: WriteStream;
	written: string[];
} {
	const written: string[] = [];
	const stream = {
		isTTY: columns !== undefined, // eslint-disable-line @typescript-eslint/naming-convention
		columns,
		write(text: string) {
			written.push(text);
		},
	};
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Nothing else is used.
	return {stream: stream as unknown as WriteStream, written};
}

const steps: ReadonlyArray<
	readonly [Exclude<SandboxProgress, {step: 'fallback'}>, string]
> = [
	[{what, step: 'look', elapsed: 1}, 'Looking for a server'],
	[
		{what, step: 'update', elapsed: 10},
		'Reading the package list for MySQL 9.7.4',
	],
	[
		{
			what,
			step: 'download',
			done: 12.3 * megabyte,
			total: 60 * megabyte,
			elapsed: 1200,
		},
		'Downloading MySQL 9.7.4, 12.3 MB of 60 MB',
	],
	[{what, step: 'unpack', elapsed: 5000}, 'Unpacking MySQL 9.7.4'],
	[
		{what, step: 'initialise', elapsed: 6000},
		'Preparing a data folder for MySQL 9.7.4 (first time only)',
	],
	[{what, step: 'start', elapsed: 9000}, 'Starting MySQL 9.7.4'],
];

for (const [progress, words] of steps) {
	test(words, t => {
		t.is(describeStart(progress), words);
	});
}

test('on a terminal one line changes, and is removed at the end', t => {
	const {stream, written} = fakeStream(80);
	const {report, end} = startProgress(stream);
	for (const [progress] of steps.slice(1, 3)) {
		report(progress);
	}

	report({what, step: 'fallback', reason: 'no network', elapsed: 1500});
	report({what: 'MySQL 8', step: 'start', elapsed: 1600});
	end();
	t.deepEqual(written, [
		`${erase}Reading the package list for MySQL 9.7.4, 10 ms`,
		`${erase}Downloading MySQL 9.7.4, 12.3 MB of 60 MB, 1.2 s`,
		`${erase}MySQL 9.7.4: no network\n`,
		`${erase}Starting MySQL 8, 1.6 s`,
		erase,
	]);
});

test('on a terminal the line is cut before its last column', t => {
	const {stream, written} = fakeStream(20);
	startProgress(stream).report({what, step: 'unpack', elapsed: 5000});
	t.deepEqual(written, [`${erase}Unpacking MySQL 9.…`]);
});

test('on a terminal of unknown width something is shown', t => {
	const {stream, written} = fakeStream(0);
	startProgress(stream).report({what, step: 'unpack', elapsed: 5000});
	t.deepEqual(written, [`${erase}Unpacking MySQL 9.7.4, 5.0 s`]);
});

test('without a terminal each step is one line', t => {
	const {stream, written} = fakeStream();
	const {report, end} = startProgress(stream);
	const download = {what, step: 'download', total: 60, elapsed: 1} as const;
	report({what, step: 'look', elapsed: 1});
	report({...download, done: 0});
	report({...download, done: 30});
	report({...download, done: 60});
	report({what, step: 'fallback', reason: 'no network', elapsed: 1500});
	report({...download, what: 'MySQL 8', done: 0});
	end();
	t.deepEqual(written, [
		'Looking for a server\n',
		'Downloading MySQL 9.7.4, 0 B of 60 B\n',
		'MySQL 9.7.4: no network\n',
		'Downloading MySQL 8, 0 B of 60 B\n',
	]);
});

test('without a step there is nothing to remove', t => {
	const {stream, written} = fakeStream(80);
	startProgress(stream).end();
	t.deepEqual(written, []);
});
