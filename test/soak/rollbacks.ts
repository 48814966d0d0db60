import {setTimeout as delay} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {killVictim} from '../../source/commands/attach/kill-victim.js';
import {
	createAttachLog,
	type AttachLog,
} from '../../source/lab/attach/attach-log.js';
import {type VictimState} from '../../source/lab/attach/attach-state.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {readVictim} from '../../source/lab/evidence/read-victim.js';
import {plainRoute} from '../../source/lab/kills/route.js';
import {connect, disconnect} from '../../source/server/connect.js';
import {type Flavour} from '../../source/server/flavour.js';
import {remaining, type Remaining} from '../../source/lab/attach/remaining.js';
import {type TestServer} from '../helpers/server.js';
import {randomOf} from '../../source/seeded-random.js';

const rows = 500_000;

/** So wide that a table is larger than the server's buffer pool: with narrower rows more rollbacks take less than 2 s. */
const columns =
	'id INT PRIMARY KEY AUTO_INCREMENT, v INT NOT NULL, filler VARBINARY(400) NOT NULL';

/** What is rolled back. */
export const undoneStatements: Readonly<Record<string, string>> = {
	update: 'UPDATE plain SET v = v + 1',
	delete: 'DELETE FROM plain',
	'insert select': 'INSERT INTO copies SELECT * FROM plain',
	'indexed update': 'UPDATE indexed SET v = v + 1',
};

/** What the transaction has changed before the statement whose KILL QUERY is watched. */
const earlier = 'UPDATE plain SET v = v + 1 WHERE id <= 50000';

/** InnoDB's list of transactions stays as it is while somebody reads it more often than every 100 ms. */
const listPause = 150;

/** The least part of the rows that is changed before the kill. */
const leastPart = 0.4;

/** Of the time of a rollback: what is told before is not counted. */
const firstCounted = 0.25;

/** How far the middle of a range may be from the truth. */
const near = 0.25;

/** A rollback that a kill has begun. Times are in ms. */
export type SoakedRollback = {
	readonly statement: string;
	readonly kind: KillKind;
	/** How long the statement ran before the kill. */
	readonly forward: number;
	readonly killedAt: number;
	readonly goneAt: number;
	/** After each look. */
	readonly victims: readonly VictimState[];
};

/** One look from a quarter of the rollback's time on, compared with the truth. */
export type ComparedLook = {
	readonly rest: Remaining;
	/** What the rollback really took from there. */
	readonly truth: number;
	readonly holds: boolean;
	readonly isNear: boolean;
};

/** Compares what was told with how long it took. Pure. */
export function compareLooks({
	killedAt,
	goneAt,
	victims,
}: SoakedRollback): readonly ComparedLook[] {
	const from = killedAt + firstCounted * (goneAt - killedAt);
	return victims.flatMap(victim => {
		const at = victim.last?.at ?? 0;
		const rest = remaining(victim);
		return rest && at >= from && at < goneAt
			? [compare(rest, goneAt - at)]
			: [];
	});
}

function compare(rest: Remaining, truth: number): ComparedLook {
	if (rest.type === 'unknown') {
		return {rest, truth, holds: false, isNear: false};
	}

	const {least, most} = rest;
	return {
		rest,
		truth,
		holds: least <= truth && truth <= most,
		isNear: Math.abs((least + most) / 2 - truth) <= near * truth,
	};
}

/** Kills somebody's long statement at a random moment, and keeps what each look told until its rollback was over. */
export async function openRollbackSoak(
	server: TestServer,
	flavour: Flavour,
): Promise<{
	/** @returns Nothing, if a KILL QUERY came after the statement. */
	readonly rollBack: (
		statement: string,
		kind: KillKind,
		seed: string,
	) => Promise<SoakedRollback | undefined>;
	readonly close: () => Promise<void>;
}> {
	const root = await server.connect();
	await createTables(root);

	return {
		async rollBack(statement, kind, seed) {
			const part = leastPart + (1 - leastPart) * randomOf(seed)();
			const victim = await server.connect({database: 'undone'});
			victim.on('error', ignore);
			const choice = {
				connectionId: String(victim.threadId),
				flavour,
				hasLiterals: false,
				account: '',
			};
			const killer = await connect({
				address: {type: 'socket', path: server.socketPath},
				user: server.user,
			});
			const log = createAttachLog(() => performance.now());
			await victim.query('BEGIN');
			if (kind === 'query') {
				await victim.query(earlier);
				await delay(listPause);
				log.emit({type: 'attached', connectionId: choice.connectionId});
				const {look} = await readVictim(killer, choice);
				log.emit({type: 'looked', look});
			}

			const victims: VictimState[] = [];
			log.subscribe(({type}, {victim: seen}) => {
				if (type === 'looked' && seen) {
					victims.push(seen);
				}
			});
			const rowsBefore = log.state().victim?.last?.transaction?.rows ?? 0;
			const running = run(victim, undoneStatements[statement] ?? '');
			await untilChanged(root, victim, {
				rows: rowsBefore + part * rows,
				running,
			});
			const forward = running.elapsed();
			if (kind === 'connection' || !running.isOver()) {
				await killVictim(killer, {
					...choice,
					kind,
					routes: {first: plainRoute},
					timeout: 600_000,
					leaving: new AbortController().signal,
					log: kind === 'query' ? whileAttached(log) : log,
				});
			}

			await running.end;
			victim.destroy();
			await disconnect(killer);
			do {
				await delay(listPause);
			} while ((await changedBy(root, victim)) !== undefined);

			const {kills = [], proving} = log.state().victim ?? {};
			const killedAt = kills[0]?.sentAt;
			const goneAt =
				kind === 'query'
					? proving?.statementEndedAt
					: proving?.transactionGoneAt;
			return killedAt === undefined || goneAt === undefined
				? undefined
				: {statement, kind, forward, killedAt, goneAt, victims};
		},
		async close() {
			await root.end();
		},
	};
}

/** A statement that has been sent. */
type Running = {
	/** Never rejects. */
	readonly end: Promise<void>;
	readonly isOver: () => boolean;
	/** How long it has run, in ms. */
	readonly elapsed: () => number;
};

function run(victim: Connection, sql: string): Running {
	const beganAt = performance.now();
	let endedAt: number | undefined;
	return {
		end: (async () => {
			try {
				await victim.query(sql);
			} catch {
				// It was killed.
			} finally {
				endedAt = performance.now();
			}
		})(),
		isOver: () => endedAt !== undefined,
		elapsed: () => (endedAt ?? performance.now()) - beganAt,
	};
}

/** How many rows a connection's transaction has changed; `undefined`: it has none. */
async function changedBy(
	root: Connection,
	{threadId}: Connection,
): Promise<number | undefined> {
	const [[found]] = await root.query<RowDataPacket[]>(
		`SELECT trx_rows_modified AS changed FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ${threadId}`,
	);
	return found && Number(found['changed']);
}

/** Waits until a statement has changed so many rows, or is over. */
async function untilChanged(
	root: Connection,
	victim: Connection,
	until: {readonly rows: number; readonly running: Running},
): Promise<void> {
	while (
		!until.running.isOver() &&
		((await changedBy(root, victim)) ?? 0) < until.rows
	) {
		await delay(listPause);
	}
}

async function createTables(root: Connection): Promise<void> {
	for (const sql of [
		'CREATE SCHEMA undone',
		'USE undone',
		`CREATE TABLE plain (${columns})`,
		`CREATE TABLE copies (${columns})`,
		`CREATE TABLE indexed (${columns}, KEY (v))`,
		"INSERT INTO plain VALUES (1, 1, REPEAT('x', 400))",
	]) {
		await root.query(sql);
	}

	for (let number = 1; number < rows; number *= 2) {
		await root.query(
			`INSERT INTO plain SELECT id + ${number}, (id + ${number}) * 7919 % 1000003, filler FROM plain WHERE id <= ${rows - number}`,
		);
	}

	await root.query('INSERT INTO indexed SELECT * FROM plain');
}

/** A log of a victim that is attached already: what was seen of it stays. */
function whileAttached(log: AttachLog): AttachLog {
	return {
		...log,
		emit(body) {
			if (body.type !== 'attached') {
				log.emit(body);
			}
		},
	};
}

function ignore(): void {
	// The statement's own promise reports it.
}
