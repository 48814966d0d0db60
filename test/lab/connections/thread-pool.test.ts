import test from 'ava';
import {type RowDataPacket} from 'mysql2';
import {megabyte, openTestLab} from '../../helpers/lab.js';
import {listen} from '../../helpers/listen.js';
import {until} from '../../helpers/program.js';
import {overTcp, sandboxServer} from '../../helpers/server.js';

/** The maximum number of threads in the pool. */
const threads = 4;

test('with a full thread pool a KILL goes through the extra port', async t => {
	// A port that was free a moment ago.
	const {address, close} = await listen(() => undefined);
	await close();
	const {port} = address;
	const server = await sandboxServer('mariadb', {
		tcp: true,
		serverOptions: [
			'--thread-handling=pool-of-threads',
			'--thread-pool-size=1',
			`--thread-pool-max-threads=${threads}`,
			`--extra-port=${port}`,
			'--extra-max-connections=3',
		],
	});
	t.teardown(server.stop);
	const fillers = await Promise.all(
		Array.from({length: 3 * threads}, async () => server.connect()),
	);
	const {user, password = '', ...where} = overTcp(server);
	const watcher = await server.connect({
		socketPath: undefined,
		host: where.address.host,
		port,
		user,
		password,
	});
	const busy = async () => {
		const [rows] = await watcher.query<never[]>('SHOW PROCESSLIST');
		return JSON.stringify(rows).split('"User sleep"').length - 1;
	};

	const lab = await openTestLab(overTcp(server), {
		schema: 'pool',
		files: 1,
		size: 5 * megabyte,
		rate: megabyte,
	});
	t.deepEqual(
		lab.events.flatMap(event =>
			event.type === 'control-way' ? [[event.address, event.refused]] : [],
		),
		[[`127.0.0.1:${port}`, undefined]],
	);
	const verdict = lab.verdictOf();
	await lab.when(({type}) => type === 'step-progress');
	for (const filler of fillers) {
		// However the test ends.
		void Promise.allSettled([filler.query('DO SLEEP(600)')]);
	}

	await until(async () => (await busy()) >= threads - 1);
	const acknowledged = lab.when(({type}) => type === 'kill-acknowledged');
	lab.session.kill('connection', lab.now());
	await acknowledged;
	t.true((await busy()) >= threads - 1);

	const [rows] = await watcher.query<RowDataPacket[]>('SHOW PROCESSLIST');
	for (const row of rows) {
		if (row['State'] === 'User sleep') {
			await watcher.query(`KILL ${String(row['Id'])}`);
		}
	}

	for (const filler of fillers) {
		filler.destroy();
	}

	const {outcome} = await verdict;
	t.is(outcome, 'rolled back whole');
	watcher.destroy();
	await lab.close();
});
