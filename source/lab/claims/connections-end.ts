import {type Bench, type Trial} from './bench.js';
import {endWords, type Client} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {killInFlight, untilGone, type KillSql} from './kill-in-flight.js';
import {manyValues, isWriting} from './many-values.js';

const sleeps = 'SELECT SLEEP(60)';

/** A connection with an open transaction that has changed the row of this number. */
async function withChange(bench: Bench, id: number): Promise<Client> {
	const client = await bench.connect();
	await client.query('BEGIN');
	await client.query(`UPDATE Transactional SET v = v + 1 WHERE id = ${id}`);
	return client;
}

/** What a kill does to a connection that sleeps in a transaction, in words. */
async function fateOf(bench: Bench, kill: KillSql): Promise<string> {
	const read = async () =>
		bench.root.query('SELECT v FROM Transactional WHERE id = 1');
	const [before] = await read();
	const client = await withChange(bench, 1);
	const {ended} = await killInFlight(bench, {client, runs: sleeps, kill});
	await untilGone(bench, client);
	const [after] = await read();
	return `${endWords(ended)}, ${before?.['v'] === after?.['v'] ? 'rolled back' : 'kept'}`;
}

async function killIsKillConnection(bench: Bench): Promise<readonly Seen[]> {
	const plain = await fateOf(bench, 'KILL');
	const named = await fateOf(bench, 'KILL CONNECTION');
	return [
		{
			saw:
				plain === named
					? `both: ${plain}`
					: `KILL: ${plain}, KILL CONNECTION: ${named}`,
			holds: plain === named,
		},
	];
}

/** Whether the connection is cut while its thread still writes rows. */
async function cutAfterStatement(bench: Bench): Promise<readonly Seen[]> {
	const client = await bench.connect();
	await client.query('BEGIN');
	const {ended, took} = await killInFlight(bench, {
		client,
		runs: manyValues(),
		isMet: isWriting(bench.flavour),
		kill: 'KILL CONNECTION',
	});
	const thread = await bench.thread(client);
	await untilGone(bench, client);
	return [
		{
			part: 'an INSERT that writes many rows',
			saw: `${endWords(ended)}, ${thread ? 'while its statement still ran' : 'and its thread was gone'}`,
			holds: ended.type === 'cut' && thread === undefined,
			took,
		},
	];
}

async function clientReads(bench: Bench): Promise<readonly Seen[]> {
	const client = await bench.connect();
	const {ended, took} = await killInFlight(bench, {
		client,
		runs: sleeps,
		kill: 'KILL CONNECTION',
	});
	return [
		{
			saw: endWords(ended),
			holds: ended.type === 'error' && ended.errno === 1317,
			took,
		},
	];
}

/** What becomes of the client's connection. */
export const connectionsEnd = {
	c1: killIsKillConnection,
	c2: cutAfterStatement,
	k9: clientReads,
} satisfies Partial<Record<ClaimName, Trial>>;
