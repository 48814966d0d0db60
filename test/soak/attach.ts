import {setTimeout as delay} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {
	killVictim,
	type KillOrder,
} from '../../source/commands/attach/kill-victim.js';
import {createAttachLog} from '../../source/lab/attach/attach-log.js';
import {type Proof} from '../../source/lab/attach/proof.js';
import {killKinds} from '../../source/lab/events/kill.js';
import {plainRoute} from '../../source/lab/kills/route.js';
import {Refusal} from '../../source/refusal.js';
import {connect, disconnect} from '../../source/server/connect.js';
import {toFailure} from '../../source/server/failure.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type TestServer} from '../helpers/server.js';
import {pick, randomOf} from './random.js';

/** What a victim does: some statements, and one that is in flight when it is killed; absent: none is. */
const acts: Readonly<
	Record<string, {readonly before: readonly string[]; readonly runs?: string}>
> = {
	'update in a transaction': {
		before: ['BEGIN', 'UPDATE t SET v = v + 1 WHERE id = 1'],
		runs: 'UPDATE t SET v = v + 1',
	},
	'update by itself': {before: [], runs: 'UPDATE t SET v = v + 1'},
	'delete in a transaction': {before: ['BEGIN'], runs: 'DELETE FROM t'},
	commit: {before: ['BEGIN', 'UPDATE t SET v = v + 1'], runs: 'COMMIT'},
	rollback: {before: ['BEGIN', 'UPDATE t SET v = v + 1'], runs: 'ROLLBACK'},
	idle: {before: ['BEGIN', 'UPDATE t SET v = v + 1 WHERE id < 100']},
	read: {
		before: ['BEGIN', 'UPDATE t SET v = v + 1 WHERE id = 1'],
		runs: 'SELECT COUNT(*) FROM t AS a JOIN t AS b ON a.v * b.v < 0',
	},
	sleep: {before: [], runs: 'SELECT SLEEP(0.3)'},
};

const ending = new Set(['COMMIT', 'ROLLBACK']);

/** The most ms from the start of the statement to the attack. */
const longest = 250;

/** InnoDB's list of transactions may be as old as 0.1 s, in ms. */
const listAge = 150;

/** What the victim's own client and its data say. */
type Truth = {
	/** What the statement in flight returned: an error's number, 0 for OK; `lost`: the connection; absent: none was in flight. */
	readonly returned?: number | 'lost';
	readonly isChanged: boolean;
	/** InnoDB lists a transaction of the victim. */
	readonly isOpen: boolean;
	readonly isAlive: boolean;
	/** It had begun one that its own client has not ended. */
	readonly hadOne: boolean;
};

/** A kill of the soak. */
export type SoakedVictim = {
	readonly act: string;
	readonly kind: string;
	/** Absent: it was refused, and nothing was sent. */
	readonly proof?: Proof;
	/** What is wrong with what was told; empty: nothing. */
	readonly wrong: readonly string[];
};

/** Compares what was told with the truth. Pure. */
function compare(proof: Proof, truth: Truth): readonly string[] {
	const {effect, transaction} = proof;
	const {returned, isChanged, isOpen, isAlive, hadOne} = truth;
	const claims: ReadonlyArray<readonly [told: boolean, isTrue: boolean]> = [
		[effect === 'interrupted', returned === 1317],
		[effect === 'too-late', returned === 0],
		[effect === 'disconnected', !isAlive],
		[transaction.outcome === 'rolled back', !isChanged && !isOpen],
		[transaction.outcome === 'committed', isChanged],
		[transaction.outcome === 'still open', isOpen],
		[transaction.outcome === 'none', !isOpen && !hadOne],
	];
	return claims.some(([told, isTrue]) => told && !isTrue)
		? [`${JSON.stringify(proof)}, in truth ${JSON.stringify(truth)}`]
		: [];
}

/** Kills somebody's connection at a random moment, and compares what is told with what its own client and its data say. */
export async function openAttachSoak(
	server: TestServer,
	flavour: Flavour,
): Promise<{
	readonly attack: (seed: string) => Promise<SoakedVictim>;
	readonly close: () => Promise<void>;
}> {
	const root = await server.connect();
	const bystander = await server.connect();
	for (const sql of [
		'CREATE SCHEMA attacked',
		'CREATE TABLE attacked.t (id INT PRIMARY KEY AUTO_INCREMENT, v INT)',
		'INSERT INTO attacked.t (v) VALUES (1)',
		...Array.from(
			{length: 15},
			() => 'INSERT INTO attacked.t (v) SELECT v FROM attacked.t',
		),
	]) {
		await root.query(sql);
	}

	const select = async (sql: string) => {
		const [rows] = await root.query<RowDataPacket[]>(sql);
		return rows[0];
	};

	const data = async () =>
		JSON.stringify(
			await select('SELECT COUNT(*) AS n, SUM(v) AS sum FROM attacked.t'),
		);
	const isOpen = async (id: string) =>
		(await select(
			`SELECT trx_id FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ${id}`,
		)) !== undefined;

	return {
		async attack(seed) {
			const random = randomOf(seed);
			const [act, {before, runs}] = pick(Object.entries(acts), random);
			const kind = pick(killKinds, random);
			const dataBefore = await data();
			const victim = await server.connect({database: 'attacked'});
			victim.on('error', ignore);
			const id = String(victim.threadId);
			for (const sql of before) {
				await victim.query(sql);
			}

			const returning = runs === undefined ? undefined : answerOf(victim, runs);
			await delay(random() * longest);
			const proof = await attackOn(server, {
				connectionId: id,
				flavour,
				kind,
			});
			const returned = await returning;
			await delay(listAge);
			const wasOpen = await isOpen(id);
			const isAlive = await answers(victim);
			const changed = (await data()) !== dataBefore;
			victim.destroy();
			await bystander.query('DO 0');
			do {
				await delay(listAge);
			} while (await isOpen(id));

			return {
				act,
				kind,
				...(proof && {proof}),
				wrong: proof
					? compare(proof, {
							...(returned !== undefined && {returned}),
							isChanged: changed,
							isOpen: wasOpen,
							isAlive,
							hadOne: before.includes('BEGIN') && !ending.has(runs ?? ''),
						})
					: [],
			};
		},
		async close() {
			await root.end();
			await bystander.end();
		},
	};
}

function ignore(): void {
	// The statement's own promise reports it.
}

async function answerOf(
	victim: Connection,
	sql: string,
): Promise<number | 'lost'> {
	try {
		await victim.query(sql);
		return 0;
	} catch (error: unknown) {
		return toFailure(error).errno ?? 'lost';
	}
}

async function answers(victim: Connection): Promise<boolean> {
	try {
		await victim.query('DO 0');
		return true;
	} catch {
		return false;
	}
}

/** @returns What was proved; nothing if it was refused. */
async function attackOn(
	{socketPath, user}: TestServer,
	order: Pick<KillOrder, 'connectionId' | 'flavour' | 'kind'>,
): Promise<Proof | undefined> {
	const connection = await connect({
		address: {type: 'socket', path: socketPath},
		user,
	});
	try {
		const {proof} = await killVictim(connection, {
			...order,
			hasLiterals: false,
			account: '',
			routes: {first: plainRoute},
			timeout: 60_000,
			leaving: new AbortController().signal,
			log: createAttachLog(() => performance.now()),
		});
		return proof;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			return undefined;
		}

		throw error;
	} finally {
		await disconnect(connection);
	}
}
