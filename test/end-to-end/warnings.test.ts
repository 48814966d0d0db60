import process from 'node:process';
import test from 'ava';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

let server: TestServer;

/** An account with an hourly limit: the lab says that it looks less often. */
test.before(async () => {
	server = await sandboxServer('mysql');
	const connection = await server.connect();
	await connection.query('CREATE USER seldom WITH MAX_QUERIES_PER_HOUR 5000');
	await connection.query('GRANT ALL ON *.* TO seldom');
	await connection.end();
});

test.after.always(async () => {
	await server.stop();
});

const small = ['--files=1', '--size=1MB'];
const words =
	/warning: MAX_QUERIES_PER_HOUR: 5000; needed: no limit\. To stay within the limit, /;

test('a warning is a line before the run, and in the replay too', async t => {
	const {args} = onServer(server, 'seldom');
	const {stdout, ended, recording, recorded} = await runProgram(t, [
		...args,
		...small,
	]);
	t.is(ended, 0);
	t.regex(stdout.split('\n')[1] ?? '', words);

	const {events} = await recorded();
	t.like(events[1], {
		type: 'preflight',
		warnings: [{what: 'MAX_QUERIES_PER_HOUR'}],
	});
	const replayed = await runProgram(t, ['replay', recording]);
	t.is(replayed.stdout, stdout);
});

test('--json prints it as an event', async t => {
	const {args} = onServer(server, 'seldom');
	const {stdout} = await runProgram(t, [...args, ...small, '--json']);
	const event: unknown = JSON.parse(stdout.split('\n')[1] ?? '');
	t.like(event, {
		type: 'preflight',
		warnings: [{what: 'MAX_QUERIES_PER_HOUR'}],
	});
});

test('the screen counts it, and prints it once the screen is gone', async t => {
	const {args} = onServer(server, 'seldom');
	const program = await startProgram(t, [...args, ...small, '--wait']);
	await program.waitFor(/1 warning/, patience);
	program.press('\u0003');
	await program.exited;
	t.regex(program.screen().join(' '), words);
});

/** Warns, as Node does: the thread of the keys when its screen listens to them, that of the picture with its first frame. */
const warns = `
	import process from 'node:process';
	import {parentPort} from 'node:worker_threads';
	if (parentPort) {
		const post = parentPort.postMessage.bind(parentPort);
		parentPort.postMessage = message => {
			parentPort.postMessage = post;
			post(message);
			process.emitWarning('of the picture');
		};
	} else {
		process.on('newListener', name => {
			if (name === 'warning') {
				setImmediate(() => process.emitWarning('of the keys'));
			}
		});
	}
`;

/** The executable takes no NODE_OPTIONS: these are of somebody's own Node. */
const testInNode =
	process.env['KILL_LAB_EXECUTABLE'] === undefined ? test : test.skip;

testInNode(
	"Node's own warnings leave the screen alone, and are written once it is gone",
	async t => {
		const {args} = onServer(server);
		const program = await startProgram(t, [...args, ...small, '--wait'], {
			env: Object.fromEntries([
				[
					'NODE_OPTIONS',
					`--import=data:text/javascript,${encodeURIComponent(warns)}`,
				],
			]),
		});
		await program.waitFor(/s start/, patience);
		program.press('?');
		await program.waitFor(/Esc closes/, patience);
		t.notRegex(program.output(), /Warning/);
		program.press('\u0003');
		await program.exited;
		const left = program.screen().join('\n');
		t.regex(left, /Warning: of the keys/);
		t.regex(left, /Warning: of the picture/);
	},
);
