import {type Bench, type Trial} from './bench.js';
import {endWords} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {atWork, killInFlight, type Met} from './kill-in-flight.js';
import {isWriting, manyValues} from './many-values.js';
import {slowValue} from './tables.js';

const updates = `UPDATE Transactional SET v = ${slowValue}`;

const reads = {
	'ORDER BY': `SELECT id FROM Transactional ORDER BY ${slowValue} LIMIT 1`,
	'GROUP BY': `SELECT COUNT(*) AS n FROM Transactional GROUP BY ${slowValue}`,
};

/** Each of the two values takes some tenths of a second. */
const longValues =
	'SELECT SHA2(REPEAT(v, 100000000), 256) FROM Transactional WHERE id <= 2';

/** Whether a statement ended with the error of a killed one. */
function isInterrupted({ended}: Met): boolean {
	return ended.type === 'error' && ended.errno === 1317;
}

/** A KILL QUERY of a statement that is met at work, and whether it ended that. */
async function interrupts(
	bench: Bench,
	part: string,
	runs: string,
): Promise<Seen> {
	const client = await bench.connect();
	const met = await killInFlight(bench, {client, runs});
	return {
		part,
		saw: endWords(met.ended),
		holds: isInterrupted(met),
		took: met.took,
	};
}

/** A KILL QUERY of an INSERT that says all of its rows, and is writing them. */
async function killWriting(bench: Bench): Promise<Seen> {
	const client = await bench.connect();
	await client.query('BEGIN');
	const met = await killInFlight(bench, {
		client,
		runs: manyValues(),
		isMet: isWriting(bench.flavour),
	});
	await client.query('ROLLBACK');
	return {
		part: 'an INSERT that writes many rows',
		saw: endWords(met.ended),
		holds: isInterrupted(met),
		took: met.took,
	};
}

async function endsIt(bench: Bench): Promise<readonly Seen[]> {
	const client = await bench.connect();
	const met = await killInFlight(bench, {client, runs: updates});
	const {id} = client;
	const [row] = await client.query('SELECT CONNECTION_ID() AS id');
	const lives = String(row?.['id']) === id;
	return [
		{
			part: 'an UPDATE',
			saw: `${endWords(met.ended)}, ${lives ? 'the connection lives' : 'and another connection'}`,
			holds: isInterrupted(met) && lives,
			took: met.took,
		},
		await killWriting(bench),
	];
}

/** The KILL's OK comes before the statement has ended. */
async function doesNotWait(bench: Bench): Promise<readonly Seen[]> {
	const client = await bench.connect();
	const met = await killInFlight(bench, {client, runs: updates});
	return [
		{
			saw: `${endWords(met.ended)} ${met.took > 0 ? 'after' : 'before'} the KILL's OK`,
			holds: isInterrupted(met) && met.took > 0,
			took: met.took,
		},
	];
}

/** How many rows all statements have changed so far, those that are still at work too. */
async function changedRows({root}: Bench): Promise<number> {
	const [row] = await root.query("SHOW GLOBAL STATUS LIKE 'Handler_update'");
	return Number(row?.['Value']);
}

/** Rows that an UPDATE of all rows has changed, and a KILL QUERY has left. */
async function rowsLeft(bench: Bench, table: string): Promise<Seen> {
	await bench.root.query(`UPDATE ${table} SET v = 5000`);
	const before = await changedRows(bench);
	const {ended} = await killInFlight(bench, {
		client: await bench.connect(),
		runs: `UPDATE ${table} SET v = ${slowValue}`,
		isMet: async thread =>
			atWork(thread) && (await changedRows(bench)) > before,
	});
	const [row] = await bench.root.query(
		`SELECT COUNT(*) AS n FROM ${table} WHERE v <> 5000`,
	);
	const stay = Number(row?.['n']) > 0;
	return {
		part: table === 'Plain' ? 'MyISAM' : 'InnoDB under autocommit',
		saw: `${endWords(ended)}, ${stay ? 'a part stays' : 'nothing stays'}`,
		holds: stay,
	};
}

/** What becomes of statements that are at work. */
export const atWorkClaims = {
	c3: endsIt,
	c7: async bench => [
		await interrupts(bench, 'a SELECT of many short rows', reads['ORDER BY']),
		await interrupts(bench, 'a SELECT of two long values', longValues),
	],
	c8: async bench => [
		await interrupts(bench, 'ORDER BY', reads['ORDER BY']),
		await interrupts(bench, 'GROUP BY', reads['GROUP BY']),
	],
	c10: doesNotWait,
	c11: async bench => [
		await interrupts(bench, 'an UPDATE', updates),
		await interrupts(
			bench,
			'a DELETE',
			`DELETE FROM Transactional WHERE ${slowValue} >= 0`,
		),
		await rowsLeft(bench, 'Plain'),
		await rowsLeft(bench, 'Transactional'),
	],
	async c15(bench) {
		const client = await bench.connect();
		const {ended, took} = await killInFlight(bench, {
			client,
			runs: `EXPLAIN ANALYZE ${reads['ORDER BY']}`,
		});
		const rows = ended.type === 'ok' ? ended.rows.length : 0;
		return [
			{
				saw: rows > 0 ? 'OK with a part of its output' : endWords(ended),
				holds: rows > 0,
				took,
			},
		];
	},
	c17: async bench => [
		await interrupts(bench, 'an UPDATE', updates),
		await interrupts(
			bench,
			'a window function',
			`SELECT MAX(s) FROM (SELECT SUM(${slowValue}) OVER (ORDER BY v, id) AS s FROM Transactional) AS w`,
		),
		await killWriting(bench),
	],
} satisfies Partial<Record<ClaimName, Trial>>;
