import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {type Connection} from 'mysql2';
import {Refusal} from '../../source/refusal.js';
import {connect} from '../../source/server/connect.js';
import {query} from '../../source/server/statement.js';
import {changeSettings} from '../../source/settings/change.js';
import {openJournal, type Journal} from '../../source/settings/journal.js';
import {putBack, readSetting} from '../../source/settings/put-back.js';
import {megabyte, serverOf} from '../helpers/lab.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';

const variable = 'max_binlog_cache_size';
const servers: TestServer[] = [];

test.before(async () => {
	for (const flavour of flavours) {
		servers.push(
			await sandboxServer(flavour, {
				serverOptions: [`--max-binlog-cache-size=${megabyte}`],
			}),
		);
	}
});

test.after.always(async () => {
	for (const server of servers) {
		await server.stop();
	}
});

/** A connection to a server whose setting has its initial value, and an empty journal. */
async function begin(
	t: ExecutionContext,
	index: number,
	user = 'root',
): Promise<{connection: Connection; journal: Journal}> {
	const server = servers[index];
	if (!server) {
		throw new Error('No server');
	}

	const root = await connect(serverOf(server));
	await query(root, `SET GLOBAL ${variable} = ${megabyte}`);
	await query(root, 'CREATE USER IF NOT EXISTS poor');
	root.destroy();
	const connection = await connect(serverOf(server, {user}));
	const folder = await mkdtemp(path.join(tmpdir(), 'put-back-'));
	t.teardown(async () => {
		connection.destroy();
		await rm(folder, {recursive: true});
	});
	return {connection, journal: openJournal(folder)};
}

for (const [index, flavour] of flavours.entries()) {
	for (const order of ['first', 'last']) {
		test.serial(
			`${flavour}: with two labs of different needs the setting stays until both have ended; the first one ends ${order}`,
			async t => {
				const {connection, journal} = await begin(t, index);
				const change = async (value: number) =>
					changeSettings(connection, journal, [{variable, value}]);
				const read = async () => readSetting(connection, variable);
				const one = await change(8 * megabyte);
				const two = await change(16 * megabyte);
				const [ends, stays] = order === 'first' ? [one, two] : [two, one];

				t.like(await putBack(connection, journal, ends), [
					{type: 'still needed', variable},
				]);
				t.is(await read(), String(16 * megabyte));
				t.like(await putBack(connection, journal, stays), [
					{type: 'put back', value: String(megabyte)},
				]);
				t.is(await read(), String(megabyte));
				t.deepEqual(await journal.read(), []);
			},
		);
	}

	test.serial(
		`${flavour}: a value that the server rounds is put back too`,
		async t => {
			const {connection, journal} = await begin(t, index);
			const file = await changeSettings(connection, journal, [
				{variable, value: 3_000_001},
			]);
			t.not(await readSetting(connection, variable), '3000001');
			t.like(await putBack(connection, journal, file), [{type: 'put back'}]);
			t.is(await readSetting(connection, variable), String(megabyte));
		},
	);

	test.serial(
		`${flavour}: another server's entries are left alone`,
		async t => {
			const {connection, journal} = await begin(t, index);
			const file = await changeSettings(connection, journal, [
				{variable, value: 8 * megabyte},
			]);
			const [kept] = await journal.read();
			if (file === undefined || !kept) {
				throw new Error('No entry');
			}

			const entry = {...kept.entry, server: 'port=1', isLeft: true};
			await journal.replace({file, entry});
			t.deepEqual(await putBack(connection, journal), []);
			t.deepEqual(await journal.read(), [{file, entry}]);
		},
	);

	test.serial(
		`${flavour}: an account that may not put the setting back is given the statement, and the entry stays`,
		async t => {
			const {connection, journal} = await begin(t, index);
			await changeSettings(connection, journal, [
				{variable, value: 8 * megabyte},
			]);
			const [kept] = await journal.read();
			if (!kept) {
				throw new Error('No entry');
			}

			await journal.replace({...kept, entry: {...kept.entry, isLeft: true}});
			const server = servers[index];
			if (!server) {
				throw new Error('No server');
			}

			const poor = await connect(serverOf(server, {user: 'poor'}));
			const outcomes = await putBack(poor, journal);
			poor.destroy();
			t.like(outcomes, [
				{
					type: 'refused',
					statement: `SET GLOBAL ${variable} = ${megabyte}`,
				},
			]);
			t.like(await putBack(connection, journal), [{type: 'put back'}]);
		},
	);

	test.serial(`${flavour}: a refused change leaves no entry`, async t => {
		const {connection, journal} = await begin(t, index, 'poor');
		await t.throwsAsync(
			changeSettings(connection, journal, [{variable, value: 8 * megabyte}]),
			{instanceOf: Refusal, message: /\(1227\)\. Nothing was changed\./},
		);
		t.deepEqual(await journal.read(), []);
		t.is(await readSetting(connection, variable), String(megabyte));
	});
}
