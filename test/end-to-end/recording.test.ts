import test from 'ava';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

const password = 'Xy7-not-to-be-seen';
const variable = 'MYSQL_PWD';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
	const connection = await server.connect();
	await connection.query(`CREATE USER keeper IDENTIFIED BY '${password}'`);
	await connection.query('GRANT ALL ON *.* TO keeper');
	await connection.end();
});

test.after.always(async () => {
	await server.stop();
});

test.serial('a recording has a header and every event', async t => {
	const {args} = onServer(server, 'keeper');
	const {stdout, stderr, ended, recorded} = await runProgram(
		t,
		[...args, '--files=1', '--size=1MB'],
		{[variable]: password},
	);
	t.is(stderr, '');
	t.is(ended, 0);
	const {text, events} = await recorded();
	const [header = ''] = text.split('\n');
	t.regex(header, /^{"type":"recording","schema":4,"startedAt":\d{13}\.?\d*}$/);
	t.true(text.endsWith('}\n'));
	t.is(events.length, text.split('\n').length - 3);
	t.is(events[0]?.type, 'server');
	t.deepEqual(
		events.slice(-2).map(({type}) => type),
		['verdict', 'left'],
	);
	t.true(events.every(({at}, index) => at >= (events[index - 1]?.at ?? 0)));
	t.true([text, stdout, stderr].every(written => !written.includes(password)));
});

test.serial('the password is neither on the screen nor recorded', async t => {
	const {args} = onServer(server, 'keeper');
	const program = await startProgram(
		t,
		[...args, '--files=2', '--size=2MB', '--rate=100KB'],
		{env: {[variable]: password}},
	);
	await program.waitFor(/random_file-0\.bin +upload .* \d\d %/, patience);
	program.press('c');
	await program.waitFor(/Verdict rolled back whole/, patience);
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	const {text} = await program.recorded();
	t.regex(text, /"type":"kill-effect"/);
	t.false(text.includes(password));
	t.false(program.output().includes(password));
});

test.serial('a refused password is not printed either', async t => {
	const {socketPath} = server;
	for (const {args, env} of [
		{
			args: ['--no-defaults', '-S', socketPath, '-u', 'keeper'],
			env: {[variable]: `${password}!`},
		},
		{
			args: ['--no-defaults', `mysql://keeper:${password}!@127.0.0.1:1/`],
			env: {},
		},
	]) {
		const {stdout, stderr, ended, recorded} = await runProgram(t, args, env);
		t.is(ended, 1);
		t.regex(stderr, /^kill-lab: [^\n]+\n$/);
		const {text} = await recorded();
		t.true(
			[text, stdout, stderr].every(written => !written.includes(password)),
		);
	}
});

test.serial("a recording that can't be written is an error", async t => {
	const {stderr, ended} = await runProgram(t, [
		...onServer(server).args,
		'--files=1',
		'--size=1MB',
		'--record',
		'/nowhere/recording',
	]);
	t.is(ended, 1);
	t.regex(stderr, /^kill-lab: .*\/nowhere\/recording.*\n$/);
});
