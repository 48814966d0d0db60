import {setTimeout as wait} from 'node:timers/promises';
import {type Bench, type Trial} from './bench.js';
import {endWords, type Client, type Ended} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {
	inState,
	killInFlight,
	sendKill,
	transactionOf,
	trxPause,
	type Sent,
} from './kill-in-flight.js';

/** How long a killed wait is waited for before its lock is released, in ms. */
const heldFor = 2000;

/** How a killed wait ended, while somebody else still held its lock or once that was released. */
async function endOf(
	bench: Bench,
	{ending, answeredAt}: Omit<Sent, 'thread'>,
	holder: Client,
): Promise<Seen & {readonly ended: Ended; readonly isHeld: boolean}> {
	const released = new AbortController();
	const first = await Promise.race([
		ending,
		wait(heldFor, undefined, {signal: released.signal}),
	]);
	released.abort();
	if (!first) {
		await bench.root.query(`KILL CONNECTION ${holder.id}`);
	}

	const ended = first ?? (await ending);
	return {
		ended,
		isHeld: first !== undefined,
		saw: `${endWords(ended)} ${first ? 'while the lock was still held' : 'once the lock was released'}`,
		holds: !first,
		took: ended.at - answeredAt,
	};
}

async function killsGetLock(bench: Bench): Promise<readonly Seen[]> {
	const holder = await bench.connect();
	await holder.query("SELECT GET_LOCK('claims', 0)");
	const client = await bench.connect();
	const {ended, took} = await killInFlight(bench, {
		client,
		runs: "SELECT GET_LOCK('claims', 60) AS got",
		isMet: inState(/^user lock$/i),
	});
	const isNull = ended.type === 'ok' && ended.rows[0]?.['got'] === null;
	return [
		{
			saw: isNull ? 'OK with NULL' : endWords(ended),
			holds: isNull,
			took,
		},
	];
}

/** An UPDATE of a table that has no transactions waits behind another one. */
async function killsTableWait(bench: Bench): Promise<readonly Seen[]> {
	const holder = await bench.connect();
	const holding = holder.run(
		'UPDATE Plain SET v = SLEEP(60) + 1 ORDER BY id LIMIT 1',
	);
	await bench.until('the table in use', async () => {
		const thread = await bench.thread(holder);
		return thread?.state === 'User sleep' || undefined;
	});
	const sent = await sendKill(bench, {
		client: await bench.connect(),
		runs: 'UPDATE Plain SET v = 7 WHERE id = 2',
		isMet: inState(/table level lock|^locked$/i),
	});
	const {thread} = sent;
	const {saw, took, ended, isHeld} = await endOf(bench, sent, holder);
	await bench.root.query(`KILL QUERY ${holder.id}`);
	await holding;
	return [
		{part: 'its state', saw: thread.state, holds: thread.state === 'Locked'},
		{
			part: 'its wait',
			saw,
			holds: isHeld && ended.type === 'error' && ended.errno === 1317,
			took,
		},
	];
}

/** A connection that holds a row in a transaction. */
async function rowHolder(bench: Bench): Promise<Client> {
	const holder = await bench.connect();
	await holder.query('BEGIN');
	await holder.query('SELECT * FROM Transactional WHERE id = 1 FOR UPDATE');
	return holder;
}

async function killsRowWait(bench: Bench): Promise<Seen> {
	const holder = await rowHolder(bench);
	const client = await bench.connect();
	await client.query('BEGIN');
	const waiting = async () => {
		const transaction = await transactionOf(bench, client);
		return transaction?.state === 'LOCK WAIT' || undefined;
	};

	const ending = client.run('UPDATE Transactional SET v = 2 WHERE id = 1');
	await bench.until('a row lock wait', waiting, trxPause);
	await bench.root.query(`KILL QUERY ${client.id}`);
	const sent = {ending, answeredAt: performance.now()};
	const seen = await endOf(bench, sent, holder);
	await client.run('ROLLBACK');
	await holder.run('ROLLBACK');
	return {part: 'a row', ...seen};
}

async function killsTableLockWait(bench: Bench): Promise<Seen> {
	const holder = await bench.connect();
	await holder.query('LOCK TABLES Transactional READ');
	const sent = await sendKill(bench, {
		client: await bench.connect(),
		runs: 'UPDATE Transactional SET v = 2 WHERE id = 1',
		isMet: inState(/metadata lock/i),
	});
	return {part: "a table's metadata", ...(await endOf(bench, sent, holder))};
}

/** The claims say that such a wait goes on until its lock is released. */
async function killsWaits(bench: Bench): Promise<readonly Seen[]> {
	return [await killsRowWait(bench), await killsTableLockWait(bench)];
}

/** MariaDB shows `Killed` on a connection that runs nothing, and the next statement runs. */
async function killsNothing(bench: Bench): Promise<Seen> {
	const client = await bench.connect();
	await bench.root.query(`KILL QUERY ${client.id}`);
	const thread = await bench.thread(client);
	const next = await client.run('SELECT 1');
	return {
		part: 'a KILL QUERY of nothing',
		saw: `shows ${thread?.command ?? 'nothing'}, and the next statement: ${endWords(next)}`,
		holds: next.type !== 'ok',
	};
}

/** What becomes of statements that wait. */
export const waitClaims = {
	c12: killsGetLock,
	c13: killsTableWait,
	c18: killsWaits,
	k10: async bench => [...(await killsWaits(bench)), await killsNothing(bench)],
} satisfies Partial<Record<ClaimName, Trial>>;
