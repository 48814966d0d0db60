import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type ServerChoice} from '../../source/sandbox/sandbox.js';
import {type Flavour} from '../../source/server/flavour.js';
import {clusterProgram} from '../clusters/programs.js';
import {startGateProxy, type GateProxy} from '../helpers/gate-proxy.js';
import {programWords, until} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

/** The statements outside the experiment: words that only this one has, and words of one that must have been sent before. TRUNCATE and DROP begin with a lock. */
export const statements = {
	readings: {words: 'SHOW GRANTS', after: ''},
	rendezvous: {words: 'IS_USED_LOCK', after: ''},
	create: {words: 'AUTO_INCREMENT PRIMARY KEY', after: ''},
	truncate: {words: 'LOCK TABLES', after: ''},
	read: {words: 'AS bytes', after: 'COMMIT'},
	drop: {words: 'LOCK TABLES', after: 'COMMIT'},
	/** The looks after a kill of the run's connection, until it is gone: whatever is sent next. */
	gone: {words: '', after: 'KILL CONNECTION'},
} as const;

export type StatementName = keyof typeof statements;

export type End = 'nothing' | 'Ctrl-C' | 'Ctrl-C twice' | 'SIGTERM';

export const ends: readonly End[] = [
	'nothing',
	'Ctrl-C',
	'Ctrl-C twice',
	'SIGTERM',
];

/** Where a statement is held. */
type Stage = {
	readonly server: TestServer;
	readonly flavour: Flavour;
	readonly proxy: GateProxy;
	/** Somebody else's connection. */
	readonly other: Connection;
	readonly statement: StatementName;
};

/** What stands in a statement's way. */
type Obstacle = {
	readonly flavours: readonly Flavour[];
	/** Needs a plugin from the cluster's packages on MySQL. */
	readonly needsPlugin?: true;
	readonly statements: readonly StatementName[];
	readonly options?: Partial<Record<Flavour, readonly string[]>>;
	/** Creates it. @returns How to remove it; nothing if the lab should give up. */
	readonly put: (stage: Stage) => Promise<(() => Promise<void>) | undefined>;
	/** What the lab must say. */
	readonly says: RegExp;
};

const schema = 'waits';
const table = `${schema}.DataBlobs`;
const both = ['mysql', 'mariadb'] as const;
const everywhere = Object.keys(statements) as StatementName[]; // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion

/** Holds the name of the lab's table before the table exists: somebody else is about to create it, and gives up. */
async function holdName(
	server: TestServer,
	other: Connection,
): Promise<() => Promise<void>> {
	const maker = await server.connect();
	let isOver = false;
	const making = Promise.allSettled([
		maker.query(`CREATE TABLE ${table} AS SELECT SLEEP(600)`),
	]).then(() => {
		isOver = true;
	});
	for (let isAsleep = false; !isAsleep;) {
		const [rows] = await other.query<RowDataPacket[]>('SHOW PROCESSLIST');
		isAsleep =
			isOver || rows.some(row => /user sleep/i.test(String(row['State'])));
	}

	return async () => {
		await other.query(`KILL ${maker.threadId}`);
		await making;
		maker.destroy();
	};
}

export const obstacles = {
	'metadata lock': {
		flavours: both,
		statements: ['create', 'truncate', 'read', 'drop'],
		async put({other, server, statement}) {
			if (statement === 'create') {
				return holdName(server, other);
			}

			if (statement === 'read') {
				await other.query(`LOCK TABLES ${table} WRITE`);
			} else {
				await other.query('START TRANSACTION');
				await other.query(`SELECT COUNT(*) FROM ${table}`);
			}

			return async () => {
				await other.query('COMMIT');
				await other.query('UNLOCK TABLES');
			};
		},
		says: /metadata lock/,
	},
	'FLUSH TABLES WITH READ LOCK': {
		flavours: both,
		statements: ['create', 'truncate', 'drop'],
		async put({other}) {
			await other.query('FLUSH TABLES WITH READ LOCK');
			return async () => {
				await other.query('UNLOCK TABLES');
			};
		},
		says: /FLUSH TABLES WITH READ LOCK/,
	},
	'semi-sync without a replica': {
		flavours: both,
		needsPlugin: true,
		statements: ['create', 'truncate', 'drop'],
		options: {
			mysql: [
				'--log-bin=binlog',
				'--plugin-load-add=semisync_source.so',
				'--rpl-semi-sync-source-timeout=600000',
			],
			mariadb: ['--log-bin=binlog', '--rpl-semi-sync-master-timeout=600000'],
		},
		async put({other, flavour}) {
			const word = flavour === 'mysql' ? 'source' : 'master';
			await other.query(`SET GLOBAL rpl_semi_sync_${word}_enabled = ON`);
			return async () => {
				await other.query(`SET GLOBAL rpl_semi_sync_${word}_enabled = OFF`);
			};
		},
		says: /SET GLOBAL rpl_semi_sync_(?:source|master)_enabled = OFF/,
	},
	'stopped server': {
		flavours: both,
		statements: everywhere,
		async put({other}) {
			const [rows] = await other.query<RowDataPacket[]>(
				'SELECT @@pid_file AS f',
			);
			const pid = Number(await readFile(String(rows[0]?.['f']), 'utf8'));
			process.kill(pid, 'SIGSTOP');
			return undefined;
		},
		says: /the server does not answer/,
	},
	'silent network': {
		flavours: both,
		statements: everywhere,
		async put({proxy}) {
			proxy.fallSilent();
			return undefined;
		},
		says: /the server does not answer/,
	},
	'full thread pool': {
		flavours: ['mariadb'],
		statements: everywhere,
		options: {
			mariadb: [
				'--thread-handling=pool-of-threads',
				'--thread-pool-size=1',
				'--thread-pool-max-threads=4',
			],
		},
		async put({server}) {
			const fillers = await Promise.all(
				Array.from({length: 8}, async () => server.connect()),
			);
			for (const filler of fillers) {
				void Promise.allSettled([filler.query('DO SLEEP(60)')]);
			}

			return undefined;
		},
		says: /the server does not answer/,
	},
} as const satisfies Readonly<Record<string, Obstacle>>;

export type ObstacleName = keyof typeof obstacles;

/** One cell of the matrix. */
export type Cell = {
	readonly flavour: Flavour;
	/** The beginning of the server's version; absent: the usual one. */
	readonly version?: string;
	readonly statement: StatementName;
	readonly obstacle: ObstacleName;
	readonly end: End;
};

/** The result. */
export type Waited = Cell & {
	/** What the lab said about the wait. */
	readonly said: string;
	/** From the obstacle to the lab's words, and from the signal, or the end of the obstacle, to the program's end, in seconds. */
	readonly saidAfter: number;
	readonly endedAfter: number;
	readonly ended: number | NodeJS.Signals | undefined;
	/** What is wrong with it; empty: nothing. */
	readonly wrong: readonly string[];
	readonly output: string;
};

/** Every cell of a flavour. */
export function cellsOf({flavour, version}: ServerChoice): readonly Cell[] {
	return Object.entries<Obstacle>(obstacles).flatMap(([name, obstacle]) =>
		obstacle.flavours.includes(flavour)
			? obstacle.statements.flatMap(statement =>
					ends.map(end => ({
						flavour,
						...(version !== undefined && {version}),
						statement,
						obstacle: name as ObstacleName, // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion
						end,
					})),
				)
			: [],
	);
}

/** Long enough that a signal does not count as the same wish, in ms. */
const secondWish = 600;

/** Quitting takes at most this long, in s, on a machine that is not busy; a wait is reported earlier. */
export const leaveLimit = 3.2;
const tellLimit = 9;

async function pluginOptions(
	{needsPlugin}: Obstacle,
	flavour: Flavour,
): Promise<readonly string[]> {
	if (!needsPlugin || flavour !== 'mysql') {
		return [];
	}

	const {plugins} = await clusterProgram(flavour);
	return [`--plugin-dir=${plugins}`];
}

/** Runs a lab into an obstacle, and ends it. @param limit - How long quitting may take, in s. */
export async function waitOnce(cell: Cell, limit: number): Promise<Waited> {
	const {flavour, statement, end} = cell;
	const obstacle: Obstacle = obstacles[cell.obstacle];
	const server = await sandboxServer(flavour, {
		version: cell.version,
		tcp: true,
		serverOptions: [
			...(await pluginOptions(obstacle, flavour)),
			...(obstacle.options?.[flavour] ?? []),
		],
	});
	const other = await server.connect();
	const home = await mkdtemp(path.join(tmpdir(), 'waits-'));
	let output = '';
	let putAt = 0;
	let isDue = statements[statement].after === '';
	let release: (() => Promise<void>) | undefined;
	const proxy = await startGateProxy(server.tcp?.port ?? 0, async sent => {
		const {words, after} = statements[statement];
		const isNow = isDue && sent.includes(words);
		isDue ||= sent.includes(after);
		if (putAt === 0 && isNow) {
			putAt = performance.now();
			release = await obstacle.put({
				server,
				flavour,
				proxy,
				other,
				statement,
			});
		}
	});
	const [command, ...before] = programWords;
	const child = spawn(
		command,
		[
			...before,
			'--no-defaults',
			'-h',
			'127.0.0.1',
			'-P',
			String(proxy.port),
			'-u',
			server.tcp?.user ?? 'root',
			'--ssl-mode=DISABLED',
			'--get-server-public-key',
			'-D',
			schema,
			'--yes',
			'--plain',
			'--files=1',
			...(statement === 'gone'
				? ['--size=1MB', '--rate=500KB', '--kill=connection@1:upload:50%']
				: ['--size=64k']),
		],
		{
			env: {
				...process.env,
				...Object.fromEntries([
					['HOME', home],
					['TMPDIR', home],
					['MYSQL_PWD', server.tcp?.password],
				]),
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	const hear = (text: string) => {
		output += text;
	};

	child.stdout.setEncoding('utf8').on('data', hear);
	child.stderr.setEncoding('utf8').on('data', hear);

	const exit = new Promise<Waited['ended']>(resolve => {
		child.once('close', (code, signal) => {
			resolve(signal ?? code ?? undefined);
		});
	});
	const said = () => /^.*waiting .* for .*To quit: Ctrl-C$/m.exec(output)?.[0];
	try {
		await until(
			async () => said() !== undefined || child.exitCode !== null,
			async () => `${JSON.stringify(cell)}: ${output}`,
		);
		const saidAt = performance.now();
		const line = said() ?? '';
		const began = performance.now();
		if (end === 'nothing') {
			await release?.();
		} else {
			child.kill(end === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
			if (end === 'Ctrl-C twice') {
				await new Promise(resolve => {
					setTimeout(resolve, secondWish);
				});
				child.kill('SIGINT');
			}
		}

		const ended = await exit;
		const saidAfter = (saidAt - putAt) / 1000;
		const endedAfter = (performance.now() - began) / 1000;
		return {
			...cell,
			said: line.trim().replace(/^\d+\.\d+ +/, ''),
			saidAfter,
			endedAfter,
			ended,
			output,
			wrong: [
				...(obstacle.says.test(line) ? [] : [`it said: ${line}`]),
				...(saidAfter <= tellLimit ? [] : [`said after ${saidAfter} s`]),
				...(end === 'nothing' || endedAfter <= limit
					? []
					: [`ended after ${endedAfter} s`]),
				...(end !== 'nothing' ||
				!release ||
				ended === 0 ||
				// What MySQL shows for a moment after the other one gives up creating the table.
				(statement === 'create' && output.includes('somebody has just created'))
					? []
					: [`ended with ${String(ended)}`]),
				...(end === 'nothing' &&
				!release &&
				!/No reply from|went away|does not answer|unknown:/.test(output)
					? ['the silence has no name']
					: []),
				...(end !== 'nothing' &&
				(statement === 'truncate' ||
					statement === 'drop' ||
					statement === 'read') &&
				!/The table waits.DataBlobs (?:may still be|is still) on/.test(output)
					? ['it does not say what stays']
					: []),
			],
		};
	} finally {
		child.kill('SIGKILL');
		proxy.close();
		other.destroy();
		await server.stop();
		await rm(home, {recursive: true, force: true});
	}
}
