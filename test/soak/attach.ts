import {setTimeout as delay} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type Proof} from '../../source/lab/attach/proof.js';
import {killKinds} from '../../source/lab/events/kill.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type ClientPrograms} from '../helpers/client-programs.js';
import {serverOf} from '../helpers/lab.js';
import {type TestServer} from '../helpers/server.js';
import {pick, randomOf} from '../../source/seeded-random.js';
import {ways} from './attack-ways.js';
import {openClient, type Returned} from './client-victim.js';
import {type TruthReader} from './truth.js';
import {
	actsWith,
	fingerprint,
	makeTables,
	restoreTables,
} from './victim-acts.js';

const ending: ReadonlySet<string | undefined> = new Set(['COMMIT', 'ROLLBACK']);

/** The most ms from the start of the statement to the attack. */
const longest = 400;

/** The age of a transaction that is plainly older than its statement, in ms. */
const oldAge = 2500;

/** InnoDB's list of transactions may be as old as 0.1 s, in ms. */
const listAge = 150;

/** What the victim's own client, its data and the server's records say. */
type Truth = {
	/** Absent: no statement was in flight. */
	readonly returned?: Returned;
	/** With which error the statement in flight ended by the server's record, 0 for none; absent: there is no record of it. */
	readonly recorded?: number;
	readonly isChanged: boolean;
	/** InnoDB lists a transaction of the victim. */
	readonly isOpen: boolean;
	readonly isAlive: boolean;
	/** It had begun one that its own client has not ended. */
	readonly hadOne: boolean;
	/** What was killed meanwhile, by the server's record. */
	readonly kills: readonly string[];
};

/** A kill of the soak. */
export type SoakedVictim = {
	readonly act: string;
	readonly way: string;
	readonly kind: string;
	/** Absent: it was refused, and nothing was sent. */
	readonly proof?: Proof;
	/** What is wrong with what was told; empty: nothing. */
	readonly wrong: readonly string[];
};

/** Compares what was told with the truth. Pure. */
function compare(
	proof: Proof | undefined,
	truth: Truth,
	{kill, leavesPart}: {readonly kill: string; readonly leavesPart: boolean},
): readonly string[] {
	const {returned, recorded, isChanged, isOpen, isAlive, hadOne, kills} = truth;
	const {effect, transaction} = proof ?? {};
	const outcome = transaction?.outcome;
	const claims: ReadonlyArray<readonly [told: boolean, isTrue: boolean]> = [
		[proof === undefined, kills.length === 0],
		[proof !== undefined, kills.join('; ') === kill],
		[
			effect === 'interrupted',
			returned === 1317 && (recorded ?? 1317) === 1317,
		],
		[effect === 'too-late', returned === 0 && (recorded ?? 0) === 0],
		[effect === 'disconnected', !isAlive],
		[outcome === 'rolled back', (!isChanged || leavesPart) && !isOpen],
		[outcome === 'committed', isChanged],
		[outcome === 'still open', isOpen],
		[outcome === 'none', !isOpen && !hadOne],
	];
	return claims.some(([told, isTrue]) => told && !isTrue)
		? [`${JSON.stringify(proof)}, in truth ${JSON.stringify(truth)}`]
		: [];
}

/** Kills another program's connection at a random moment, and compares what is told with what that program, its data and the server's records say. @param file - Its lines are rows. */
export async function openAttachSoak(
	server: TestServer,
	{
		flavour,
		programs,
		truth,
		file,
	}: {
		readonly flavour: Flavour;
		readonly programs: ClientPrograms;
		readonly truth: TruthReader;
		readonly file: string;
	},
): Promise<{
	readonly attack: (seed: string) => Promise<SoakedVictim>;
	readonly close: () => Promise<void>;
}> {
	const acts = Object.entries(actsWith(file)).filter(
		([, act]) => (act.flavour ?? flavour) === flavour,
	);
	const root = await server.connect();
	const bystander = await server.connect();
	await makeTables(root);
	const read = async () => JSON.stringify(await select(root, fingerprint));
	const usual = await read();
	const isOpen = async (id: string) =>
		(await select(
			root,
			`SELECT trx_id FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ${id}`,
		)) !== undefined;

	return {
		async attack(seed) {
			const random = randomOf(seed);
			const [
				act,
				{held = [], before, heldAfter = [], runs, leavesPart = false},
			] = pick(acts, random);
			const kind = pick(killKinds, random);
			const [way, kill] = pick(Object.entries(ways), random);
			const holder = await server.connect({database: 'attacked'});
			const victim = await openClient(programs, flavour, server, 'attacked');
			for (const sql of held) {
				await holder.query(sql);
			}

			for (const sql of before) {
				await victim.run(sql);
			}

			// Of a transaction that is older than its statement more can be told.
			await delay(random() < 0.3 ? oldAge : 0);
			await truth.begin();
			for (const sql of heldAfter) {
				await holder.query(sql);
			}

			const returning = runs === undefined ? undefined : victim.run(runs);
			await delay(random() * longest);
			const {id} = victim;
			const proof = await kill(serverOf(server), {
				connectionId: id,
				flavour,
				kind,
			});
			const returned = await returning;
			await delay(listAge);
			const wasOpen = await isOpen(id);
			const isAlive = await victim.isAlive();
			await holder.end();
			const changed = (await read()) !== usual;
			const recorded = await recordOf(truth, runs);
			const kills = await killsIn(truth);
			await victim.close();
			await bystander.query('DO 0');
			do {
				await delay(listAge);
			} while (await isOpen(id));

			if ((await read()) !== usual) {
				await restoreTables(root);
			}

			return {
				act,
				way,
				kind,
				...(proof && {proof}),
				wrong: compare(
					proof,
					{
						...(returned !== undefined && {returned}),
						...(recorded !== undefined && {recorded}),
						isChanged: changed,
						isOpen: wasOpen,
						isAlive,
						hadOne:
							before.some(sql => /^(BEGIN|XA START)/.test(sql)) &&
							!ending.has(runs),
						kills,
					},
					{kill: `KILL ${kind.toUpperCase()} ${id}`, leavesPart},
				),
			};
		},
		async close() {
			await root.end();
			await bystander.end();
		},
	};
}

async function select(
	root: Connection,
	sql: string,
): Promise<RowDataPacket | undefined> {
	const [rows] = await root.query<RowDataPacket[]>(sql);
	return rows[0];
}

/** Statements are recognized by so many characters: the records have the beginnings of long ones. */
const beginning = 40;

async function recordOf(
	{select}: TruthReader,
	runs: string | undefined,
): Promise<number | undefined> {
	if (runs === undefined) {
		return undefined;
	}

	const start = runs.slice(0, beginning).replaceAll("'", "''");
	const [row] = await select(
		`SELECT MYSQL_ERRNO AS errno FROM performance_schema.events_statements_history_long WHERE LEFT(SQL_TEXT, ${beginning}) = '${start}' AND END_EVENT_ID IS NOT NULL`,
	);
	return row && Number(row['errno']);
}

/** Every KILL that the server has got since its records were begun. */
async function killsIn({select}: TruthReader): Promise<readonly string[]> {
	const rows = await select(
		"SELECT SQL_TEXT AS statement FROM performance_schema.events_statements_history_long WHERE EVENT_NAME = 'statement/sql/kill'",
	);
	return rows.map(row => String(row['statement']));
}
