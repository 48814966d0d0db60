import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Refusal} from '../../source/refusal.js';
import {readOptionFiles} from '../../source/server/option-files.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

async function write(
	t: ExecutionContext,
	text: string,
	mode = 0o600,
): Promise<{file: string; read: () => ReturnType<typeof readOptionFiles>}> {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'main.cnf');
	await fs.writeFile(file, text.replaceAll('FOLDER', home));
	await fs.chmod(file, mode);
	return {
		file,
		read: () =>
			readOptionFiles({files: {type: 'only', file}}, {home, environment: {}}),
	};
}

test('names have one spelling, with group, file and line', async t => {
	const {file, read} = await write(
		t,
		'[CLIENT]\nLoose_Connect_Timeout=5\nskip_SSL\n',
	);
	t.deepEqual(read(), {
		options: [
			{name: 'connect-timeout', value: '5', group: 'client', file, line: 2},
			{name: 'skip-ssl', group: 'client', file, line: 3},
		],
		files: [{file, origin: {type: 'flag', flag: '--defaults-file'}}],
		warnings: [],
	});
});

const wrong: ReadonlyArray<readonly [text: string, message: string]> = [
	['# c\npassword=s3cret\n', 'line 2: an option before any [group].'],
	['[client\npassword=s3cret\n', 'line 1: the group has no closing bracket.'],
	[
		'\uFEFF[client]\npassword=s3cret\n',
		'line 1: it begins with a byte order mark (U+FEFF), which the mysql client refuses too; save the file without it.',
	],
	['[client]\n!include\n', 'line 2: !include names nothing.'],
	[
		'[client]\n!includedir FOLDER/none\n',
		"line 2: the folder FOLDER/none can't be read.",
	],
];

for (const [text, message] of wrong) {
	test(`an invalid file is refused: ${message}`, async t => {
		const {file, read} = await write(t, text);
		const error = t.throws(read, {instanceOf: Refusal});
		t.is(
			error.message,
			`${file}, ${message.replace('FOLDER', path.dirname(file))} Fix it, or name another option file.`,
		);
	});
}

test('a missing file is refused if it was named', t => {
	const places = {home: '/nowhere', environment: {}, machine: []};
	for (const files of [
		{type: 'only', file: '/nowhere/x'},
		{type: 'usual', extra: '/nowhere/x'},
	] as const) {
		const error = t.throws(() => readOptionFiles({files}, places), {
			instanceOf: Refusal,
		});
		t.is(
			error.message,
			"The option file /nowhere/x can't be read. Check that it exists and that this user may read it.",
		);
	}
});

test('the usual files may be missing', t => {
	const {options, warnings} = readOptionFiles(
		{files: {type: 'usual'}},
		{home: '/nowhere', environment: {}, machine: ['/nowhere/my.cnf']},
	);
	t.deepEqual([options, warnings], [[], []]);
});

test("the machine's files come first", async t => {
	const {file, read} = await write(t, '[client]\nuser=machine\n');
	const home = path.dirname(file);
	await fs.writeFile(path.join(home, '.my.cnf'), '[client]\nuser=own\n');
	const {options} = readOptionFiles(
		{files: {type: 'usual'}},
		{home, environment: {}, machine: [file]},
	);
	t.deepEqual(
		options.map(({value}) => value),
		['machine', 'own'],
	);
	t.is(read().options.length, 1);
});

test('a world-writable file is ignored, with a warning', async t => {
	const {file, read} = await write(t, '[client]\nuser=ann\n', 0o602);
	t.deepEqual(read().options, []);
	t.deepEqual(read().warnings, [
		`${file} is ignored, because everybody may write to it. Fix it with chmod o-w.`,
	]);
});

test('an include that is too deep is ignored, with a warning', async t => {
	const {file, read} = await write(
		t,
		'[client]\na=1\n!include FOLDER/main.cnf\n',
	);
	t.is(read().options.length, 11);
	t.deepEqual(read().warnings, [
		`${file}, line 3: this include is ignored, because files may not include each other more than 10 levels deep.`,
	]);
});

test('the warning about an invalid included file does not repeat its text', async t => {
	const {file, read} = await write(t, '[client]\n!include FOLDER/other.cnf\n');
	const other = path.join(path.dirname(file), 'other.cnf');
	await fs.writeFile(other, Buffer.from('password=s3cret\n'));
	t.deepEqual(read().warnings, [
		`${other}, line 1: an option before any [group]. The rest of this file is ignored.`,
	]);
});
