import {setTimeout as delay} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import test from 'ava';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {
	inProduction,
	type ProductionLine,
	type Production,
} from '../../source/lab/history/in-production.js';
import {isCommitHeld} from '../../source/lab/history/state.js';
import {factsNamed} from '../../source/lab/workloads/facts/registry.js';
import {parseAim} from '../../source/lab/kills/notation.js';
import {type Flavour} from '../../source/server/flavour.js';
import {readProduction} from '../../source/wording/production/read-production.js';
import {type BlobsChange} from '../helpers/blobs.js';
import {openTestLab, serverOf, type TestLab} from '../helpers/lab.js';
import {inUpload} from '../helpers/moments.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

/** A moment that lasts, and what is said of it. */
type Moment = {
	readonly name: string;
	/** Absent: the files. */
	readonly workload?: string;
	/** Of the workload's usual size. */
	readonly scale?: number;
	readonly change?: Partial<RunPlan> & BlobsChange;
	/** As `--kill` takes it. */
	readonly kills?: readonly string[];
	/** Does what leads to it, when the lab is open. */
	readonly lead?: (lab: TestLab) => void;
	/** The readings of the process list's row; one of them. */
	readonly readings: Readonly<Record<Flavour, readonly string[]>>;
};

/** So slow that an upload does not end while somebody looks, in bytes per second. */
const crawl = 16 * 1024;

/** Half of the second file is there, and the rest takes minutes. */
function crawls(lab: TestLab, act?: () => void): void {
	void lab.when(inUpload, () => {
		lab.session.setRate(crawl);
		act?.();
	});
}

function onBoth(...names: readonly string[]): Moment['readings'] {
	return {mysql: names, mariadb: names};
}

const moments: readonly Moment[] = [
	{
		name: 'an upload',
		lead(lab) {
			crawls(lab);
		},
		readings: onBoth('receiving'),
	},
	{
		name: 'an upload after a KILL QUERY',
		lead(lab) {
			crawls(lab, () => {
				lab.session.kill('query', lab.now());
			});
		},
		readings: {mysql: ['receiving'], mariadb: ['flag, receiving']},
	},
	{
		name: 'an UPDATE that works',
		workload: 'update',
		scale: 0.15,
		readings: onBoth('changing rows'),
	},
	{
		name: 'a transaction that is open after error 1317',
		workload: 'update',
		scale: 0.15,
		change: {onInterrupt: 'ask'},
		kills: ['query@execute'],
		readings: onBoth('open after 1317'),
	},
	{
		name: 'a COMMIT that is held back',
		workload: 'update',
		scale: 0.05,
		change: {pauseCommit: true},
		readings: onBoth('idle in a transaction'),
	},
	{
		name: 'a wait for a row',
		workload: 'row-lock',
		scale: 0.15,
		readings: onBoth('row lock'),
	},
	{
		name: 'a wait for a metadata lock',
		workload: 'metadata-lock',
		scale: 0.15,
		readings: onBoth('metadata lock'),
	},
	{
		name: 'a wait for a named lock',
		workload: 'get-lock',
		scale: 0.15,
		readings: onBoth('named lock'),
	},
	{
		name: 'a SLEEP',
		workload: 'sleep',
		scale: 0.5,
		readings: onBoth('sleep'),
	},
	{
		name: 'the rollback after a KILL CONNECTION in an UPDATE',
		workload: 'update',
		scale: 0.2,
		kills: ['connection@execute:70%'],
		readings: onBoth('killed, undoing', 'gone, rolling back'),
	},
	{
		name: 'the rollback after a KILL CONNECTION while COMMIT is held back',
		workload: 'update',
		scale: 0.2,
		change: {pauseCommit: true},
		lead(lab) {
			void lab.when(
				(_event, {run}) => run !== undefined && isCommitHeld(run),
				() => {
					lab.session.kill('connection', lab.now());
				},
			);
		},
		readings: {mysql: ['gone, rolling back'], mariadb: ['killed, undoing']},
	},
	{
		name: 'the end of a run',
		workload: 'update',
		scale: 0.1,
		kills: ['connection@execute'],
		readings: onBoth('gone'),
	},
];

/** What a person's own look shows of a connection. */
type Seen = {
	readonly process: RowDataPacket | undefined;
	readonly transaction: RowDataPacket | undefined;
};

/** A moment that ends by itself may end before two looks at it agree. */
const attempts = 4;

/** Holds what the lab shows of a moment in production against the server's own lists, read over another connection. */
export function testProduction(flavour: Flavour): void {
	let server: TestServer;
	let looker: Connection;

	test.before(async () => {
		server = await sandboxServer(flavour);
		looker = await server.connect();
	});

	test.after.always(async () => {
		await looker.end();
		await server.stop();
	});

	/** How each attempt at a moment last differed; empty as soon as one agrees. */
	const differences = async (
		moment: Moment,
		schema: string,
	): Promise<readonly string[]> => {
		const tries: string[] = [];
		for (let attempt = 0; attempt < attempts; attempt++) {
			const lab = await open(server, moment, schema);
			const leave = new AbortController();
			try {
				moment.lead?.(lab);
				const isOver = {now: false};
				const run = lab.verdictOf(leave.signal).finally(() => {
					isOver.now = true;
				});
				const difference = await differenceUntilEqual(
					lab,
					looker,
					moment.readings[flavour],
					isOver,
				);
				leave.abort();
				await run;
				if (difference === undefined) {
					return [];
				}

				tries.push(difference);
			} finally {
				await lab.close();
			}
		}

		return tries;
	};

	for (const [index, moment] of moments.entries()) {
		test.serial(`${moment.name}: what is shown is what is there`, async t => {
			t.deepEqual(await differences(moment, `production_${index}`), []);
		});
	}
}

async function open(
	server: TestServer,
	{workload, scale = 1, change, kills = []}: Moment,
	schema: string,
): Promise<TestLab> {
	const facts = factsNamed(workload ?? 'blobs');
	if (!facts) {
		throw new Error(`There is no workload ${workload ?? ''}`);
	}

	return openTestLab(
		serverOf(server),
		{schema, ...change},
		kills.flatMap(kill => parseAim(kill, facts) ?? []),
		workload === undefined ? {} : {workload: facts.plan({scale})},
	);
}

/**
The ms between two looks.

InnoDB makes its list anew only if nobody has read it for 100 ms: a second reader who comes more often leaves the lab with an old one [measured on MariaDB 10.11: with a look every 10 ms the lab never saw LOCK WAIT].
*/
const betweenLooks = 350;

/** Looks at the server whenever the lab is at the moment, until both agree. Returns how they last differed, if the moment has passed before. */
async function differenceUntilEqual(
	lab: TestLab,
	looker: Connection,
	readings: readonly string[],
	isOver: {readonly now: boolean},
): Promise<string | undefined> {
	let last = 'the moment did not come';
	for (;;) {
		const wasOver = isOver.now;
		const before = shownNow(lab, readings);
		if (before) {
			const seen = await look(looker, lab.run().connectionId);
			const after = shownNow(lab, readings);
			const differences = [before, ...(after ? [after] : [])].map(shown =>
				differenceOf(shown, seen),
			);
			if (differences.includes(undefined)) {
				return undefined;
			}

			last = String(differences[0]);
		}

		if (wasOver) {
			return last;
		}

		await delay(before ? betweenLooks : 10);
	}
}

/** What the lab shows, if that is the moment. */
function shownNow(
	lab: TestLab,
	readings: readonly string[],
): Production | undefined {
	const {run} = lab.state();
	const name = run && readProduction(run)[0]?.name;
	return run && name !== undefined && readings.includes(name)
		? inProduction(run, lab.now())
		: undefined;
}

async function look(looker: Connection, id: string): Promise<Seen> {
	const [list] = await looker.query<RowDataPacket[]>('SHOW PROCESSLIST');
	const [transactions] = await looker.query<RowDataPacket[]>(
		'SELECT trx_state, trx_rows_modified FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ?',
		[id],
	);
	return {
		process: list.find(row => String(row['Id']) === id),
		transaction: transactions[0],
	};
}

function differenceOf(
	{process, transaction}: Production,
	seen: Seen,
): string | undefined {
	const differences = [
		...lineDifferences(process, seen.process, ['Command', 'State', 'Info']),
		...lineDifferences(transaction, seen.transaction, ['trx_state']),
	];
	return differences.length > 0 ? differences.join('; ') : undefined;
}

function lineDifferences(
	line: ProductionLine,
	seen: RowDataPacket | undefined,
	columns: readonly string[],
): readonly string[] {
	if (line.type !== 'row') {
		return line.type === 'none' && seen === undefined
			? []
			: [`shown ${JSON.stringify(line)}, seen ${JSON.stringify(seen)}`];
	}

	return columns.flatMap(column => {
		const shown = line.cells.find(cell => cell.column === column)?.text ?? '';
		const value = seen && textOf(column, seen[column]);
		// The lab reads only the beginning of Info.
		return value !== undefined && isBeginning(shown, value)
			? []
			: [`${column}: shown ${shown}, seen ${value ?? 'no row'}`];
	});
}

function isBeginning(shown: string, value: string): boolean {
	return shown === '' ? value === '' : value.startsWith(shown);
}

/** Where there is no Info, it is NULL; where there is no State, it is empty or NULL. */
function textOf(column: string, value: unknown): string {
	return typeof value === 'string' ? value : column === 'Info' ? 'NULL' : '';
}
