import fs from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {decryptLoginFile} from '../../source/server/login-file.js';
import {Refusal} from '../../source/refusal.js';
import {
	optionGroups,
	machineFiles,
	readOptionFiles,
	type OptionFileChoice,
} from '../../source/server/option-files.js';
import {clientPrograms} from '../helpers/client-programs.js';
import {writeLoginFile} from '../helpers/login-file.js';
import {openTerminal} from '../helpers/terminal.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const text = String.raw`[client]
user = "ann"
password = "a#b\"c\\d e"
[far]
user = "bob"
host = "db.example.com"
[far_x]
port = 3307
[mysql]
socket = "/x.sock"
`;

/** What the lab reads from the login file and `~/.my.cnf`, and what MySQL's own program reads. */
const choices: ReadonlyArray<
	readonly [
		title: string,
		choice: OptionFileChoice,
		suffix: string,
		printed: readonly string[],
	]
> = [
	[
		'the usual groups',
		{files: {type: 'usual'}},
		'',
		[
			'--home=1',
			'--user=ann',
			String.raw`--password=a#b"c\d e`,
			'--socket=/x.sock',
		],
	],
	[
		'a login path, in the order of the file',
		{files: {type: 'usual'}, loginPath: 'far'},
		'',
		[
			'--home=1',
			'--user=ann',
			String.raw`--password=a#b"c\d e`,
			'--user=bob',
			'--host=db.example.com',
			'--socket=/x.sock',
		],
	],
	[
		'a login path with a suffix',
		{files: {type: 'none'}, loginPath: 'far'},
		'_x',
		[
			'--user=ann',
			String.raw`--password=a#b"c\d e`,
			'--user=bob',
			'--host=db.example.com',
			'--port=3307',
			'--socket=/x.sock',
		],
	],
	[
		'without option files it is still read',
		{files: {type: 'none'}},
		'',
		['--user=ann', String.raw`--password=a#b"c\d e`, '--socket=/x.sock'],
	],
];

for (const [title, choice, suffix, printed] of choices) {
	test(title, async t => {
		const {home, file} = await makeHome(t);
		const environment = Object.fromEntries([
			['HOME', home],
			['MYSQL_GROUP_SUFFIX', suffix],
			['MYSQL_TEST_LOGIN_FILE', file],
		]);
		t.deepEqual(read(home, choice, environment).lines, [...printed]);

		const programs = await clientPrograms('mysql');
		const {stdout} = (await programs?.run(
			'my_print_defaults',
			[
				...(choice.files.type === 'none' ? ['--no-defaults'] : []),
				...(choice.loginPath === undefined
					? []
					: [`--login-path=${choice.loginPath}`]),
				...optionGroups,
				'--show',
			],
			environment,
		)) ?? {stdout: undefined};
		// With both flags MySQL's own program looks only at the first [measured].
		const isSingle =
			choice.files.type === 'usual' || choice.loginPath === undefined;
		// Both read the machine's own files, if there are any.
		const withMachine = lines(
			read(home, choice, environment, machineFiles).lines,
		);
		t.is(isSingle && stdout !== undefined ? stdout : withMachine, withMachine);
	});
}

test('a missing login path is refused', async t => {
	const {home, file} = await makeHome(t);
	const near = (environment: NodeJS.ProcessEnv) =>
		read(home, {files: {type: 'none'}, loginPath: 'near'}, environment);
	const ways = 'To list the login paths, run: mysql_config_editor print --all';
	const environment = Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]);

	t.throws(() => near(environment), {
		instanceOf: Refusal,
		message: `The login path near is not in ${file}. ${ways}`,
	});
	t.throws(() => near({}), {
		instanceOf: Refusal,
		message: `The login path near is not in ${home}/.mylogin.cnf. ${ways}`,
	});

	await fs.chmod(file, 0o644);
	t.throws(() => near(environment), {
		instanceOf: Refusal,
		message: `The login path near is not in ${file}. ${file} is ignored: others may read it. Fix it with chmod 600. ${ways}`,
	});
});

test('a file from mysql_config_editor is read', async t => {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'login');
	await runEditor(file);
	const {lines: found} = read(
		home,
		{files: {type: 'none'}, loginPath: 'far'},
		Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]),
	);
	t.deepEqual(found, [
		'--user=bob',
		'--password=p#w 1',
		'--host=db.example.com',
		'--socket=/x.sock',
		'--port=3307',
	]);
});

/** Lets the editor write a file, or writes what the editor wrote earlier. */
async function runEditor(file: string): Promise<void> {
	const programs = await clientPrograms('mysql');
	if (!programs) {
		await writeLoginFile(
			file,
			'[far]\nuser = "bob"\npassword = "p#w 1"\nhost = "db.example.com"\nsocket = "/x.sock"\nport = 3307\n',
		);
		return;
	}

	const [command, ...args] = programs.command('mysql_config_editor');
	const terminal = openTerminal({
		command,
		args: [
			...args,
			'set',
			'--login-path=far',
			'--host=db.example.com',
			'--user=bob',
			'--port=3307',
			'--socket=/x.sock',
			'--password',
		],
		env: Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]),
	});
	await terminal.waitFor(/Enter password/);
	terminal.press('p#w 1\r');
	await terminal.exited;
}

test('the login file is in the home folder if the environment names no other', async t => {
	const {home, file} = await makeHome(t);
	await fs.rename(file, path.join(home, '.mylogin.cnf'));
	t.is(read(home, {files: {type: 'none'}}, {}).lines.length, 3);
});

for (const mode of [0o640, 0o604, 0o620, 0o700]) {
	test(`a login file with mode ${mode.toString(8)} is ignored, with a warning`, async t => {
		const {home, file} = await makeHome(t, mode);
		const environment = Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]);
		const {lines: found, warnings} = read(
			home,
			{files: {type: 'none'}},
			environment,
		);
		t.deepEqual(found, []);
		t.deepEqual(warnings, [
			`${file} is ignored: others may read it. Fix it with chmod 600.`,
		]);

		const programs = await clientPrograms('mysql');
		const answer = await programs?.run(
			'my_print_defaults',
			['--no-defaults', 'client'],
			environment,
		);
		t.is(answer?.stdout ?? '', '');
		t.regex(answer?.stderr ?? 'should be readable', /should be readable/);
	});
}

test('a file that is not a login file is ignored, with a warning', async t => {
	const {home, file} = await makeHome(t);
	await fs.writeFile(file, '[client]\npassword=s3cret, and so on\n');
	const {lines: found, warnings} = read(
		home,
		{files: {type: 'none'}},
		Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]),
	);
	t.deepEqual(found, []);
	t.deepEqual(warnings, [
		`${file} is ignored: it is not a login file of mysql_config_editor.`,
	]);
});

test('nothing is read from a file that was cut short', async t => {
	const {file} = await makeHome(t);
	const bytes = await fs.readFile(file);
	t.is(decryptLoginFile(bytes), text);
	for (const length of [0, 10, 24]) {
		t.is(decryptLoginFile(bytes.subarray(0, length)), '');
	}

	for (const length of [25, 28, 40, bytes.length - 1]) {
		t.is(decryptLoginFile(bytes.subarray(0, length)), undefined);
	}
});

async function makeHome(
	t: ExecutionContext,
	mode?: number,
): Promise<{home: string; file: string}> {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'login');
	await fs.writeFile(
		path.join(home, '.my.cnf'),
		'[client]\nhome=1\n[far]\nno=1\n',
	);
	await writeLoginFile(file, text, mode);
	return {home, file};
}

function read(
	home: string,
	choice: OptionFileChoice,
	environment: NodeJS.ProcessEnv,
	machine: readonly string[] = [],
): {lines: readonly string[]; warnings: readonly string[]} {
	const {options, warnings} = readOptionFiles(choice, {
		home,
		environment,
		machine,
	});
	return {
		lines: options.map(({name, value}) =>
			value === undefined ? `--${name}` : `--${name}=${value}`,
		),
		warnings: [...warnings],
	};
}

function lines(printed: readonly string[]): string {
	return printed.map(line => `${line}\n`).join('');
}
