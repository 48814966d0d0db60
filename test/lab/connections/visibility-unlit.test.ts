import test, {type ExecutionContext} from 'ava';
import {
	findVisibility,
	readThread,
} from '../../../source/lab/connections/visibility.js';
import {connect, disconnect} from '../../../source/server/connect.js';
import {readConnectionId} from '../../../source/server/connection-id.js';
import {openTestLab, serverOf} from '../../helpers/lab.js';
import {
	inExecution,
	inUpload,
	large,
	slowly,
	untilMet,
} from '../../helpers/moments.js';
import {until} from '../../helpers/program.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/*
MySQL without performance_schema: its tables of threads are there, empty, and read without an error.
*/

let server: TestServer;
let schemas = 0;

test.before(async () => {
	server = await sandboxServer('mysql', {
		serverOptions: ['--performance-schema=OFF'],
	});
	const root = await server.connect();
	await root.query('CREATE USER poor');
	await root.query('GRANT ALL ON unlit_poor.* TO poor');
	await root.end();
});

test.after.always(async () => {
	await server.stop();
});

test.serial(
	'a table of threads that shows nothing is not believed',
	async t => {
		const observer = await connect(serverOf(server));
		const other = await connect(serverOf(server));
		const visibility = await findVisibility(observer, 'mysql');
		t.like(visibility.thread, {type: 'visible', sql: 'SHOW PROCESSLIST'});

		const id = await readConnectionId(other);
		const look = async () => readThread(observer, visibility, id);
		// A client has its answer before its thread sleeps.
		await until(async () => {
			const view = await look();
			return view.type === 'alive' && view.command === 'Sleep';
		});
		await disconnect(other);
		await until(async () => {
			const view = await look();
			return view.type === 'gone';
		});
		await disconnect(observer);
	},
);

async function killed(t: ExecutionContext, user: string): Promise<void> {
	const lab = await openTestLab(serverOf(server, {user}), {
		schema: `unlit_${user}`,
		...slowly,
	});
	t.teardown(lab.close);
	void lab.when(inUpload, () => {
		lab.session.kill('connection', lab.now());
	});
	t.like(await lab.verdictOf(), {outcome: 'rolled back whole'});
	t.deepEqual(lab.effects(), ['disconnected']);
	t.not(lab.run().kills[0]?.threadGoneAt, undefined);
}

test.serial('root kills during the upload and sees the thread end', async t => {
	await killed(t, 'root');
});
test.serial(
	'an account without rights on other schemas sees it too',
	async t => {
		await killed(t, 'poor');
	},
);

test.serial(
	'the thread is seen while a blob is executed, and at the KILL',
	async t => {
		const {lab, verdict} = await untilMet('execute', async () => {
			schemas++;
			const lab = await openTestLab(serverOf(server), {
				schema: `unlit_blob_${schemas}`,
				...large('mysql'),
			});
			t.teardown(lab.close);
			void lab.when(inExecution, () => {
				lab.session.kill('query', lab.now());
			});
			return {lab, verdict: await lab.verdictOf()};
		});
		t.like(verdict, {outcome: 'rolled back whole'});
		t.deepEqual(lab.effects(), ['interrupted']);
		t.like(lab.run().kills[0]?.thread, {type: 'alive', command: 'Execute'});
	},
);
