import test from 'ava';
import {readListing} from '../../../source/lab/evidence/read-listing.js';
import {connect, disconnect} from '../../../source/server/connect.js';
import {readConnectionId} from '../../../source/server/connection-id.js';
import {sandboxServer} from '../../helpers/server.js';

test('mysql without performance_schema: the process list, and what would show more', async t => {
	const server = await sandboxServer('mysql', {
		serverOptions: ['--performance-schema=OFF', '--event-scheduler=ON'],
	});
	t.teardown(async () => server.stop());
	const victim = await server.connect();
	await victim.query('CREATE SCHEMA shop');
	await victim.query('CREATE TABLE shop.orders (id INT)');
	await victim.query('BEGIN');
	await victim.query('INSERT INTO shop.orders VALUES (1)');
	const connection = await connect({
		address: {type: 'socket', path: server.socketPath},
		user: server.user,
	});
	const id = await readConnectionId(connection);
	const {connections, gaps} = await readListing(connection, {
		flavour: 'mysql',
		ownIds: [id],
		hasLiterals: false,
		account: "'root'@'localhost'",
	});
	await disconnect(connection);
	await victim.end();
	t.is(connections.find(({isOwn}) => isOwn)?.id, id);
	t.deepEqual(
		connections
			.filter(({transaction}) => transaction)
			.map(({kind, command, transaction}) => [
				kind,
				command,
				transaction?.rows,
			]),
		[['client', 'Sleep', 1]],
	);
	t.is(connections.find(({user}) => user === 'event_scheduler')?.kind, 'event');
	t.deepEqual(gaps, [
		{
			what: 'metadata locks',
			remedy: "performance_schema = ON in the server's option file",
		},
	]);
});
