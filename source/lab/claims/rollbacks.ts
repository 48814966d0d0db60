import {Unmet, type Bench, type Trial} from './bench.js';
import {endWords, type Client} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {
	inState,
	killInFlight,
	transactionOf,
	trxPause,
	untilGone,
	type KillSql,
} from './kill-in-flight.js';
import {slowValue} from './tables.js';

/** A connection with a transaction that has changed every row. */
async function withManyChanges(bench: Bench): Promise<Client> {
	const client = await bench.connect();
	await client.query('BEGIN');
	await client.query('UPDATE Transactional SET v = v + 1');
	return client;
}

/** The states that a killed connection shows while its transaction is rolled back. */
async function statesOfRollback(bench: Bench): Promise<readonly string[]> {
	const client = await withManyChanges(bench);
	await bench.until('its UPDATE over', async () => {
		const thread = await bench.thread(client);
		return thread?.command === 'Sleep' || undefined;
	});
	await bench.root.query(`KILL CONNECTION ${client.id}`);
	const states = new Set<string>();
	await bench.until('the thread gone', async () => {
		const thread = await bench.thread(client);
		if (thread) {
			states.add([thread.command, thread.state].filter(Boolean).join(' / '));
		}

		return thread ? undefined : true;
	});
	await untilGone(bench, client);
	if (states.size === 0) {
		throw new Unmet('the rollback was over before a look');
	}

	return [...states];
}

async function showsRollingBack(bench: Bench): Promise<readonly Seen[]> {
	const states = await statesOfRollback(bench);
	return [
		{
			saw: `shows ${states.join(', then ')}`,
			holds: states.some(state => /rolling back/i.test(state)),
		},
	];
}

/** The counter of a transaction, before and while it is rolled back. */
async function counterFalls(bench: Bench): Promise<readonly Seen[]> {
	const client = await withManyChanges(bench);
	const whole = await bench.until(
		'the transaction',
		async () => transactionOf(bench, client),
		trxPause,
	);
	await bench.root.query(`KILL CONNECTION ${client.id}`);
	const seen: number[] = [];
	await bench.until(
		'the transaction gone',
		async () => {
			const transaction = await transactionOf(bench, client);
			if (transaction) {
				seen.push(transaction.rows);
			}

			return transaction ? undefined : true;
		},
		trxPause,
	);
	if (seen.length === 0) {
		throw new Unmet('the rollback was over before a look');
	}

	const falls = seen.some(rows => rows < whole.rows);
	return [
		{
			saw: falls ? 'fell while it was rolled back' : 'stayed the same',
			holds: !falls,
		},
	];
}

/** Whether the row with this number is in the table. */
async function isThere({root}: Bench, id: number): Promise<boolean> {
	const rows = await root.query(`SELECT id FROM Written WHERE id = ${id}`);
	return rows.length > 0;
}

let lastId = 10_000_000;

/** A connection with an open transaction that has inserted one row, and its number. */
async function withRow(
	bench: Bench,
	begin = 'BEGIN',
): Promise<{readonly client: Client; readonly id: number}> {
	lastId++;
	const client = await bench.connect();
	await client.query(begin);
	await client.query(`INSERT INTO Written (id) VALUES (${lastId})`);
	return {client, id: lastId};
}

/** A kill of a COMMIT that waits behind FLUSH TABLES WITH READ LOCK. */
async function killsCommit(bench: Bench, kill: KillSql): Promise<Seen> {
	const {client, id} = await withRow(bench);
	const locker = await bench.connect();
	await locker.query('FLUSH TABLES WITH READ LOCK');
	const {ended} = await killInFlight(bench, {
		client,
		runs: 'COMMIT',
		isMet: inState(/(?:commit|backup) lock/i),
		kill,
	});
	await locker.query('UNLOCK TABLES');
	const open =
		ended.type === 'error' &&
		(await transactionOf(bench, client)) !== undefined;
	if (ended.type === 'cut') {
		await untilGone(bench, client);
	}

	const there = await isThere(bench, id);
	return {
		part: 'a COMMIT that waits for a lock',
		saw: `${endWords(ended)}, ${there ? 'committed' : open ? 'still open' : 'rolled back'}`,
		holds: kill === 'KILL QUERY' ? open : !there,
	};
}

/** A kill of an UPDATE in a transaction that has inserted a row. */
async function killsUpdate(bench: Bench, kill: KillSql): Promise<Seen> {
	const {client, id} = await withRow(bench);
	const {ended} = await killInFlight(bench, {
		client,
		runs: `UPDATE Transactional SET v = ${slowValue}`,
		kill,
	});
	if (ended.type === 'cut') {
		await untilGone(bench, client);
		const there = await isThere(bench, id);
		return {
			part: 'an UPDATE',
			saw: `${endWords(ended)}, ${there ? 'its row stays' : 'rolled back'}`,
			holds: !there,
		};
	}

	const committed = await client.run('COMMIT');
	const there = await isThere(bench, id);
	return {
		part: 'an UPDATE',
		saw: `${endWords(ended)}, and the transaction ${there ? 'still open' : 'gone'}`,
		holds: committed.type === 'ok' && there,
	};
}

/** A kill of a connection that has prepared its transaction. */
async function killsPrepared(bench: Bench): Promise<Seen> {
	const {client, id} = await withRow(bench, `XA START 'x${lastId + 1}'`);
	const xid = `'x${id}'`;
	await client.query(`XA END ${xid}`);
	await client.query(`XA PREPARE ${xid}`);
	await bench.root.query(`KILL CONNECTION ${client.id}`);
	await bench.until('the thread gone', async () =>
		(await bench.thread(client)) === undefined ? true : undefined,
	);
	const rows = await bench.root.query('XA RECOVER');
	const isPrepared = rows.some(row => String(row['data']) === `x${id}`);
	const ended = isPrepared
		? await bench.root.run(`XA COMMIT ${xid}`)
		: undefined;
	const there = await isThere(bench, id);
	return {
		part: 'after XA PREPARE',
		saw: isPrepared
			? `stays prepared, XA COMMIT elsewhere: ${ended ? endWords(ended) : ''}, ${there ? 'its row is there' : 'no row'}`
			: 'rolled back',
		holds: isPrepared && there,
	};
}

/** What becomes of transactions. */
export const rollbackClaims = {
	c19: showsRollingBack,
	c20: counterFalls,
	async k2(bench) {
		const prepared = await killsPrepared(bench);
		return [
			await killsUpdate(bench, 'KILL CONNECTION'),
			await killsCommit(bench, 'KILL CONNECTION'),
			{...prepared, holds: !prepared.holds},
		];
	},
	k3: async bench => [
		await killsUpdate(bench, 'KILL QUERY'),
		await killsCommit(bench, 'KILL QUERY'),
	],
	k11: showsRollingBack,
	k12: async bench => [await killsPrepared(bench)],
} satisfies Partial<Record<ClaimName, Trial>>;
