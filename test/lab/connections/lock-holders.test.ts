import test from 'ava';
import {type WaitSight} from '../../../source/lab/events/wait.js';
import {witness} from '../../../source/lab/connections/witness.js';
import {connect} from '../../../source/server/connect.js';
import {toFailure} from '../../../source/server/failure.js';
import {openSecondEye} from '../../../source/server/second-look.js';
import {until} from '../../helpers/program.js';
import {mariadbPlugins} from '../../helpers/server-plugins.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** ER_CANT_OPEN_LIBRARY. */
const noLibrary = 1126;

/** Whether a server has the plugin: it must have been built with the very server. */
async function installPlugin(server: TestServer): Promise<boolean> {
	const root = await server.connect();
	try {
		await root.query("INSTALL SONAME 'metadata_lock_info'");
		return true;
	} catch (error: unknown) {
		if (toFailure(error).errno === noLibrary) {
			return false;
		}

		throw error;
	} finally {
		await root.end();
	}
}

/** A server with the plugin, if there is one: that in the cache fits the server from the cache, an installed server has its own. */
async function startServer(): Promise<{
	readonly server: TestServer;
	readonly hasPlugin: boolean;
}> {
	const folder = await mariadbPlugins(undefined);
	const options = folder === undefined ? [] : [`--plugin-dir=${folder}`];
	const first = await sandboxServer('mariadb', {serverOptions: options});
	if (await installPlugin(first)) {
		return {server: first, hasPlugin: true};
	}

	await first.stop();
	const server = await sandboxServer('mariadb');
	return {server, hasPlugin: await installPlugin(server)};
}

const {server, hasPlugin} = await startServer();

test.before(async () => {
	const root = await server.connect();
	for (const statement of [
		'CREATE SCHEMA locks',
		'CREATE TABLE locks.DataBlobs (id INT)',
		'CREATE TABLE locks.other (id INT)',
	]) {
		await root.query(statement);
	}

	await root.end();
});

test.after.always(async () => {
	await server.stop();
});

/** What is seen of a statement that waits, while other connections do these things; the ids are those of the others. */
async function sightOf(
	waits: string,
	others: ReadonlyArray<readonly string[]>,
): Promise<{readonly ids: readonly string[]; readonly sight: WaitSight}> {
	const connections = await Promise.all(
		others.map(async () => server.connect()),
	);
	const waiting = await server.connect();
	const eye = openSecondEye(
		{address: {type: 'socket', path: server.socketPath}, user: server.user},
		connect,
	);
	try {
		for (const [index, statements] of others.entries()) {
			for (const statement of statements) {
				await connections[index]?.query(statement);
			}
		}

		const ended = waiting.query(waits).catch(() => undefined);
		let sight: WaitSight | undefined;
		await until(async () => {
			sight = await witness(eye, String(waiting.threadId), () => false);
			return sight.type === 'seen' && sight.cause?.type === 'lock';
		});
		for (const connection of connections) {
			connection.destroy();
		}

		await ended;
		return {
			ids: connections.map(({threadId}) => String(threadId)),
			sight: sight ?? {type: 'silent'},
		};
	} finally {
		eye.close();
		waiting.destroy();
	}
}

/** The connections that are named as certain holders. */
function holdersIn(sight: WaitSight): readonly string[] | undefined {
	return sight.type === 'seen' &&
		sight.cause?.type === 'lock' &&
		sight.cause.isCertain
		? sight.cause.holders.map(({connectionId}) => connectionId)
		: undefined;
}

const onOther = ['START TRANSACTION', 'SELECT * FROM locks.other'];

if (hasPlugin) {
	test.serial(
		"MariaDB's METADATA_LOCK_INFO: a connection with another table of the schema holds nothing up",
		async t => {
			const {ids, sight} = await sightOf('LOCK TABLES locks.DataBlobs WRITE', [
				onOther,
				['START TRANSACTION', 'SELECT * FROM locks.DataBlobs'],
			]);
			t.deepEqual(holdersIn(sight), ids.slice(1));
		},
	);

	test.serial(
		"MariaDB's METADATA_LOCK_INFO names who holds the global read lock",
		async t => {
			const {ids, sight} = await sightOf('CREATE TABLE locks.new (id INT)', [
				onOther,
				['FLUSH TABLES WITH READ LOCK'],
			]);
			t.deepEqual(holdersIn(sight), ids.slice(1));
		},
	);

	test.serial("MariaDB's METADATA_LOCK_INFO names a backup", async t => {
		const {ids, sight} = await sightOf('INSERT INTO locks.other VALUES (1)', [
			onOther,
			[
				'BACKUP STAGE START',
				'BACKUP STAGE FLUSH',
				'BACKUP STAGE BLOCK_DDL',
				'BACKUP STAGE BLOCK_COMMIT',
			],
		]);
		t.deepEqual(holdersIn(sight), ids.slice(1));
	});
} else {
	test('METADATA_LOCK_INFO: not tested, because no plugin fits the server', t => {
		t.false(hasPlugin);
	});
}
