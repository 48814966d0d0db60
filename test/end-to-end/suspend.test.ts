import {readdir, readFile} from 'node:fs/promises';
import process from 'node:process';
import test from 'ava';
import {
	environment,
	firstUpload,
	makePlace,
	onServer,
	patience,
	programWords,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {openTerminal} from '../helpers/terminal.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux(
	'a suspended program gives the terminal to the shell; back in the foreground it has its screen and its keys',
	async t => {
		const place = await makePlace(t);
		const shell = openTerminal({
			command: '/bin/bash',
			args: ['--norc', '-i'],
			env: {...environment(place), PS1: 'shell> '}, // eslint-disable-line @typescript-eslint/naming-convention
		});
		t.teardown(() => {
			shell.hangUp();
		});
		await shell.waitFor(/^shell>/);
		const words = [
			...programWords,
			...onServer(server).args,
			'--size=60MB',
			'--rate=1MB',
			'--record',
			place.recording,
		];
		shell.press(`${words.join(' ')}\r`);
		await shell.waitFor(firstUpload, patience);
		process.kill(await labIn(place.temporary), 'SIGTSTP');
		await shell.waitFor(/Stopped/, patience);
		t.false(shell.isAlternateScreen());
		t.true(shell.isCursorVisible());

		shell.press('fg\r');
		await shell.waitFor(/▸ random_file-0\.bin +upload /, patience);
		t.true(shell.isAlternateScreen());
		shell.press('q');
		await shell.waitFor(/ 1 QUERY /, patience);
		shell.press('\u001A');
		await shell.waitFor(/\^Z does nothing: it would stop the run too/);
		shell.press('\u0003');
		await shell.waitFor(/^run 1: /m, patience);
		const {state} = await place.recorded();
		t.is(state.run?.kills.length, 1);
	},
);

testOnLinux(
	'^Z at the password prompt gives the terminal to the shell; back in the foreground it asks again',
	async t => {
		const root = await server.connect();
		await root.query("CREATE USER ann IDENTIFIED BY 's3cret'");
		await root.query('GRANT ALL ON *.* TO ann');
		await root.end();
		const place = await makePlace(t);
		const shell = openTerminal({
			command: '/bin/bash',
			args: ['--norc', '-i'],
			env: {...environment(place), PS1: 'shell> '}, // eslint-disable-line @typescript-eslint/naming-convention
		});
		t.teardown(() => {
			shell.hangUp();
		});
		await shell.waitFor(/^shell>/);
		const {args} = onServer(server, 'ann');
		const words = [...programWords, 'doctor', ...args, '-p'];
		shell.press(`${words.join(' ')}\r`);
		await shell.waitFor(/^Enter password:/m, patience);
		shell.press('s3c\u001A');
		await shell.waitFor(/Stopped/, patience);
		// The shell has the terminal as before: typed text is shown.
		shell.press('echo se""en\r');
		await shell.waitFor(/^shell> echo se""en$/m, patience);
		await shell.waitFor(/^seen$/m, patience);

		shell.press('clear\r');
		await shell.waitFor(
			lines => lines.join('').trimEnd() === 'shell>',
			patience,
		);
		shell.press('fg\r');
		await shell.waitFor(/^Enter password:/m, patience);
		// The text from before is still there.
		shell.press('ret\r');
		await shell.waitFor(/Nothing stops the run/, patience);
		t.notRegex(shell.output(), /s3c|ret\r/);
	},
);

/** The lab's process, recognised by its own temporary folder: it hides its command line. */
async function labIn(temporary: string): Promise<number> {
	for (const name of await readdir('/proc')) {
		const [words = '', variables = ''] = await Promise.all(
			['cmdline', 'environ'].map(async file =>
				readFile(`/proc/${name}/${file}`, 'utf8').catch(() => ''),
			),
		);
		if (
			/^(?:kill-lab|.*\/node)\0/.test(words) &&
			variables.split('\0').includes(`TMPDIR=${temporary}`)
		) {
			return Number(name);
		}
	}

	throw new Error(`No lab has ${temporary}`);
}
