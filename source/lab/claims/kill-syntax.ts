import {type Bench, type Trial} from './bench.js';
import {endWords} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {killInFlight} from './kill-in-flight.js';

/** A number that no connection has. */
const nobody = 4_000_000_000;

async function unknownThread(bench: Bench): Promise<readonly Seen[]> {
	const {root} = bench;
	const ended = await root.run(`KILL ${nobody}`);
	await root.query('SET GLOBAL event_scheduler = ON');
	const daemon = await bench.until('a Daemon thread', async () => {
		const rows = await root.query('SHOW PROCESSLIST');
		return rows.find(row => row['Command'] === 'Daemon');
	});
	const living = await root.run(`KILL ${String(daemon['Id'])}`);
	return [
		{
			part: 'a number that nobody has',
			saw: endWords(ended),
			holds: ended.type === 'error' && ended.errno === 1094,
		},
		{
			part: 'a living Daemon thread',
			saw: endWords(living),
			holds: !(living.type === 'error' && living.errno === 1094),
		},
	];
}

async function unknownQuery({root}: Bench): Promise<readonly Seen[]> {
	const ended = await root.run(`KILL QUERY ID ${nobody}`);
	return [
		{
			saw: endWords(ended),
			holds: ended.type === 'error' && ended.errno === 1957,
		},
	];
}

async function nobodysConnections({root}: Bench): Promise<readonly Seen[]> {
	const ended = await root.run('KILL USER nobody');
	const [row] = await root.query('SELECT ROW_COUNT() AS n');
	return [
		{
			saw: `${endWords(ended)}, ROW_COUNT() ${String(row?.['n'])}`,
			holds: ended.type === 'ok' && Number(row?.['n']) === 0,
		},
	];
}

async function killsOnMariadb(bench: Bench): Promise<readonly Seen[]> {
	const sleeps = 'SELECT SLEEP(60)';
	const queried = await bench.connect();
	const query = await killInFlight(bench, {client: queried, runs: sleeps});
	const next = await queried.run('SELECT 1');
	const cut = await bench.connect();
	const connection = await killInFlight(bench, {
		client: cut,
		runs: sleeps,
		kill: 'KILL CONNECTION',
	});
	const plain = await bench.connect();
	const named = await killInFlight(bench, {
		client: plain,
		runs: sleeps,
		kill: 'KILL',
	});
	return [
		{
			part: 'KILL QUERY',
			saw: `${endWords(query.ended)}, the next statement: ${endWords(next)}`,
			holds: query.ended.type !== 'cut' && next.type === 'ok',
			took: query.took,
		},
		{
			part: 'KILL CONNECTION',
			saw: endWords(connection.ended),
			holds: connection.ended.type === 'cut',
			took: connection.took,
		},
		{
			part: 'KILL',
			saw: endWords(named.ended),
			holds: named.ended.type === 'cut',
			took: named.took,
		},
	];
}

/** What KILL takes, and what it says of what is not there. */
export const killSyntax = {
	k1: killsOnMariadb,
	k6: unknownThread,
	k7: unknownQuery,
	k8: nobodysConnections,
} satisfies Partial<Record<ClaimName, Trial>>;
