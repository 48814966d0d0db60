import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {examineTarget} from '../../source/commands/target/examine.js';
import {serverRefusal} from '../../source/commands/target/server-refusal.js';
import {usualChoice} from '../../source/lab/kills/choose-route.js';
import {type Contents} from '../../source/lab/events/events.js';
import {describeProblem, problems} from '../../source/lab/events/finding.js';
import {blobsPlan} from '../../source/lab/workloads/blobs/options.js';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {Refusal} from '../../source/refusal.js';
import {type Server} from '../../source/server/address.js';
import {isConnectionLost, toFailure} from '../../source/server/failure.js';
import {type Flavour} from '../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../helpers/lab.js';
import {inUpload, type When} from '../helpers/moments.js';
import {
	sandboxServer,
	type TestServer,
	type TestServerOptions,
} from '../helpers/server.js';
import {readSweptVariables, type SweptVariable} from './settings-values.js';

/**
What the lab did on a server with another value of one variable.

- `same`: it did what it always does, and each verdict agrees with an independent look.
- `refused`: before anything was written, for a reason that the doctor gave as well.
- `deviates`: anything else. It is a bug in the lab.
- `not set`: the server did not accept the value, or has it already.
- `server ended`: the value ended the server before the lab started.
*/
export type Outcome =
	| {readonly type: 'same'; readonly warnings: readonly string[]}
	| {readonly type: 'refused'; readonly why: string}
	| {readonly type: 'deviates'; readonly how: readonly string[]}
	| {readonly type: 'not set'; readonly why: string}
	| {readonly type: 'server ended'};

/** One value of one variable, and what the lab did. */
export type Trial = {
	readonly variable: string;
	readonly value: string;
	readonly outcome: Outcome;
};

/** A server whose variables are changed one at a time. */
export type Sweep = {
	readonly variables: readonly SweptVariable[];
	/** Runs the lab with one value, and puts the old one back. */
	readonly trial: (variable: string, value: string) => Promise<Trial>;
	readonly close: () => Promise<void>;
};

const schema = 'sweep';
const user = 'ordinary';
const files = 2;
const size = 512 * 1024;

/** The privileges that the readme asks for, on one schema. */
const grants = 'CREATE, DROP, INSERT, SELECT';

/** How long one value may take, in ms. */
const patience = 60_000;

const plan: RunPlan = {
	...blobsPlan({files, size, protocol: 'binary'}),
	schema,
	onInterrupt: 'rollback',
	autocommit: false,
	pauseCommit: false,
};

/** What the sweep keeps: its server, and a connection that looks with the session variables from the server's start. */
type Ground = {
	readonly server: TestServer;
	readonly look: Connection;
	/** The variables' values at the start. */
	readonly first: ReadonlyMap<string, string>;
};

/** Starts a server to sweep. A binary log is on, because much depends on it. */
export async function openSweep(
	flavour: Flavour,
	options: TestServerOptions = {},
): Promise<Sweep> {
	let ground = await prepare(flavour, options);
	const variables = await readSweptVariables(ground.look, flavour);
	const usual = await warningsOf(ground);

	const startAgain = async () => {
		ground.look.destroy();
		await ground.server.stop();
		ground = await prepare(flavour, options);
	};

	return {
		variables,
		async trial(variable, value) {
			const {outcome, isSpoilt} = await tryValue(ground, usual, {
				variable,
				value,
			}).catch((error: unknown): Tried => {
				if (isConnectionLost(toFailure(error))) {
					return {outcome: {type: 'server ended'}, isSpoilt: true};
				}

				throw error;
			});
			if (isSpoilt) {
				await startAgain();
			}

			return {variable, value, outcome};
		},
		async close() {
			ground.look.destroy();
			await ground.server.stop();
		},
	};
}

async function prepare(
	flavour: Flavour,
	options: TestServerOptions,
): Promise<Ground> {
	const server = await sandboxServer(flavour, {
		...options,
		serverOptions: ['--log-bin=binlog', '--server-id=1'],
	});
	const look = await server.connect({
		supportBigNumbers: true,
		bigNumberStrings: true,
	});
	await look.query(`CREATE USER ${user}`);
	await look.query(`GRANT ${grants} ON ${schema}.* TO ${user}`);
	await limitMemory(look);
	return {server, look, first: await readGlobals(look)};
}

/** How much of this machine's memory a server may take with the largest sizes of everything, in bytes. */
const memory = 16 * 1024 ** 3;

/** If a server wants more, the system refuses, and the server says so or ends. Only Linux can do that to a running process. */
async function limitMemory(look: Connection): Promise<void> {
	if (process.platform === 'linux') {
		const pid = await readFile(await readGlobal(look, 'pid_file'), 'utf8');
		const limit = spawn('prlimit', [`--pid=${pid.trim()}`, `--data=${memory}`]);
		await once(limit, 'close');
	}
}

/** The doctor's findings on a server with unchanged variables. */
async function warningsOf({server}: Ground): Promise<ReadonlySet<string>> {
	const doctor = await examine(serverOf(server, {user}));
	return new Set(doctor.warnings);
}

/** The result for a value, and whether the server is no longer usable. */
type Tried = {readonly outcome: Outcome; readonly isSpoilt: boolean};

type Value = {readonly variable: string; readonly value: string};

async function tryValue(
	ground: Ground,
	usual: ReadonlySet<string>,
	{variable, value}: Value,
): Promise<Tried> {
	const {look} = ground;
	const old = await readGlobal(look, variable);
	await look.query(`DROP DATABASE IF EXISTS ${schema}`);
	const refused = await change(look, variable, value);
	if (refused !== undefined) {
		return {outcome: {type: 'not set', why: refused}, isSpoilt: false};
	}

	if ((await readGlobal(look, variable)) === old) {
		return {
			outcome: {type: 'not set', why: 'it is so already'},
			isSpoilt: false,
		};
	}

	const labs = new Set<TestLab>();
	const outcome = await Promise.race([
		runLabs(ground, usual, labs),
		wait(patience, undefined, {ref: false}).then((): Outcome => ({
			type: 'deviates',
			how: [`no end within ${patience / 1000} s`],
		})),
	]);
	for (const lab of labs) {
		await lab.abandon();
	}

	return {outcome, isSpoilt: !(await restore(ground, variable))};
}

/** @returns Why the server does not accept it. @throws mysql2's error if the connection is lost. */
async function change(
	look: Connection,
	variable: string,
	value: string,
): Promise<string | undefined> {
	try {
		await look.query(`SET GLOBAL ${variable} = ${value}`);
		return undefined;
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure)) {
			throw error;
		}

		return failure.message;
	}
}

async function readGlobal(look: Connection, variable: string): Promise<string> {
	const [rows] = await look.query<RowDataPacket[]>(
		'SHOW GLOBAL VARIABLES WHERE Variable_name = ?',
		[variable],
	);
	return String(rows[0]?.['Value']);
}

async function readGlobals(
	look: Connection,
): Promise<ReadonlyMap<string, string>> {
	const [rows] = await look.query<RowDataPacket[]>('SHOW GLOBAL VARIABLES');
	return new Map(
		rows.map(row => [
			String(row['Variable_name']).toLowerCase(),
			String(row['Value']),
		]),
	);
}

/** These change by themselves. */
const moving = /^(?:gtid_|timestamp$)/;

/** Restores a variable, and those that changed with it: `super_read_only` turns `read_only` on. @returns Whether everything is as at the start. */
async function restore(
	{look, first}: Ground,
	variable: string,
): Promise<boolean> {
	try {
		await putBack(look, variable, first.get(variable) ?? '');
		for (const [name, value] of await readGlobals(look)) {
			const old = first.get(name) ?? '';
			if (
				value !== old &&
				!moving.test(name) &&
				!(await putBack(look, name, old))
			) {
				return false;
			}
		}

		return true;
	} catch {
		return false;
	}
}

/** @returns Whether the variable has its initial value. */
async function putBack(
	look: Connection,
	variable: string,
	old: string,
): Promise<boolean> {
	const isNumber = /^-?\d+(?:\.\d+)?$/.test(old);
	for (const value of [
		...(isNumber ? [old] : []),
		`'${old.replaceAll("'", "''")}'`,
		'DEFAULT',
	]) {
		const refused = await change(look, variable, value);
		if (refused === undefined && (await readGlobal(look, variable)) === old) {
			return true;
		}
	}

	return false;
}

type Examined = {
	/** Why the doctor says no; empty: it says yes. */
	readonly stops: readonly string[];
	readonly warnings: readonly string[];
};

/** As `kill-lab doctor` does. */
async function examine(server: Server): Promise<Examined> {
	try {
		const {findings} = await examineTarget(
			{server, address: 'test', isThrowaway: false},
			{plan, killChoice: usualChoice},
		);
		return {
			stops: problems(findings, 'stop').map(stop => describeProblem(stop)),
			warnings: problems(findings, 'warning').map(({what}) => what),
		};
	} catch (error: unknown) {
		return {stops: [refusalOf(server, error)], warnings: []};
	}
}

function refusalOf(server: Server, error: unknown): string {
	try {
		return serverRefusal(server, error).message;
	} catch {
		return `not a refusal: ${toFailure(error).message}`;
	}
}

/** The lab as an ordinary account, for which `init_connect` runs, and under autocommit as root. */
async function runLabs(
	ground: Ground,
	usual: ReadonlySet<string>,
	labs: Set<TestLab>,
): Promise<Outcome> {
	const ordinary = serverOf(ground.server, {user});
	const doctor = await examine(ordinary);
	const how: string[] = [];
	const opened = await openLab(ground, ordinary, plan, labs);
	if ('refused' in opened) {
		return refusal(opened, doctor);
	}

	if (doctor.stops.length > 0) {
		how.push(`the doctor says no: ${doctor.stops.join(' / ')}`);
	}

	how.push(
		...(await runThrough(ground, opened)),
		...(await killInExecution(ground, opened)),
		...(await killInUpload(ground, opened)),
		...(await closeLab(opened, labs)),
	);
	const root = serverOf(ground.server);
	const autocommit = {...plan, autocommit: true, protocol: 'text'} as const;
	const another = await openLab(ground, root, autocommit, labs);
	if ('refused' in another) {
		how.push(`root is refused: ${another.refused}`);
	} else {
		how.push(
			...(await runThrough(ground, another)),
			...(await closeLab(another, labs)),
		);
	}

	return how.length > 0
		? {type: 'deviates', how}
		: {
				type: 'same',
				warnings: doctor.warnings.filter(warning => !usual.has(warning)),
			};
}

type Refused = {
	readonly refused: string;
	/** A message for users, not a bare error. */
	readonly isWorded: boolean;
	readonly hasWritten: boolean;
};

async function openLab(
	{look}: Ground,
	server: Server,
	of: RunPlan,
	labs: Set<TestLab>,
): Promise<TestLab | Refused> {
	try {
		const lab = await openTestLab(server, of);
		labs.add(lab);
		return lab;
	} catch (error: unknown) {
		return {
			refused: refusalOf(server, error),
			isWorded: error instanceof Refusal,
			hasWritten: await isThere(look),
		};
	}
}

async function isThere(look: Connection): Promise<boolean> {
	const [rows] = await look.query<RowDataPacket[]>(
		'SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?',
		[schema],
	);
	return rows.length > 0;
}

function refusal(
	{refused, isWorded, hasWritten}: Refused,
	{stops}: Examined,
): Outcome {
	const reasons = stops.join('\n');
	const how = [
		...(isWorded ? [] : [`a raw error: ${refused}`]),
		...(hasWritten ? [`refused after it wrote: ${refused}`] : []),
		...(withoutNumbers(reasons) === withoutNumbers(refused)
			? []
			: [`the lab: ${refused}; the doctor: ${reasons || 'yes'}`]),
	];
	return how.length > 0
		? {type: 'deviates', how}
		: {type: 'refused', why: refused};
}

/** The connections' ids differ. */
function withoutNumbers(text: string): string {
	return text.replaceAll(/\d+/g, 'N');
}

async function closeLab(
	lab: TestLab,
	labs: Set<TestLab>,
): Promise<readonly string[]> {
	try {
		await lab.close();
		labs.delete(lab);
		return [];
	} catch (error: unknown) {
		return [`the end: ${toFailure(error).message}`];
	}
}

/** Nothing is killed: every row must be there. */
async function runThrough(
	ground: Ground,
	lab: TestLab,
): Promise<readonly string[]> {
	return compareRun(ground, lab, 'through', ['committed whole']);
}

/** The kill may be too late: the statement is short. */
async function killInExecution(
	ground: Ground,
	lab: TestLab,
): Promise<readonly string[]> {
	const second: When = ({type}, {run}) =>
		type === 'statement-sent' &&
		run?.steps.length === 2 &&
		run.statements.at(-1)?.role === 'target';
	void lab.when(second, () => {
		lab.session.kill('query', lab.now());
	});
	return compareRun(ground, lab, 'query in execution', [
		'committed whole',
		'rolled back whole',
	]);
}

/** The upload waits for its kill, however fast it is. */
async function killInUpload(
	ground: Ground,
	lab: TestLab,
): Promise<readonly string[]> {
	void lab.when(inUpload, () => {
		lab.session.togglePause();
		lab.session.kill('connection', lab.now());
	});
	return compareRun(ground, lab, 'connection in upload', ['rolled back whole']);
}

async function compareRun(
	{look}: Ground,
	lab: TestLab,
	name: string,
	expected: readonly string[],
): Promise<readonly string[]> {
	let verdict;
	try {
		verdict = await lab.verdictOf();
	} catch (error: unknown) {
		return [`${name}: no verdict, ${toFailure(error).message}`];
	}

	const seen = await lookIndependently(look);
	const told = 'contents' in verdict ? verdict.contents : undefined;
	const reason = 'reason' in verdict ? `: ${verdict.reason}` : '';
	const failures = lab
		.run()
		.statements.flatMap(({name, ended}) =>
			ended?.outcome.type === 'error' &&
			ended.outcome.failure.errno !== 1317 &&
			name !== 'connection in upload'
				? [`${name} ${ended.outcome.failure.message}`]
				: [],
		);
	return [
		...(expected.includes(verdict.outcome)
			? []
			: [`${name}: ${verdict.outcome}${reason}`]),
		...(verdict.outcome === seen.outcome
			? []
			: [`${name}: the verdict is ${verdict.outcome}, seen: ${seen.outcome}`]),
		...(told === undefined || sameRows(told, seen.rows)
			? []
			: [`${name}: other rows than the verdict's`]),
		...failures.map(failure => `${name}: ${failure}`),
	];
}

type SeenRow = {
	readonly name: string;
	readonly hash: string;
	readonly isEqual: boolean;
};

/** Its own connection and SQL, and judged without the lab's code: all rows, with the bytes that match their hashes, or none. */
async function lookIndependently(
	look: Connection,
): Promise<{readonly outcome: string; readonly rows: readonly SeenRow[]}> {
	const [found] = await look.query<RowDataPacket[]>(
		`SELECT file_name, SHA2(file_data, 256) AS hash, LENGTH(file_data) AS bytes, file_size, CAST(file_hash AS CHAR CHARACTER SET utf8mb4) AS told FROM ${schema}.DataBlobs`,
	);
	const rows = found.map(row => ({
		name: String(row['file_name']),
		hash: String(row['hash']),
		isEqual:
			String(row['hash']) === String(row['told']) &&
			Number(row['bytes']) === size &&
			Number(row['file_size']) === size,
	}));
	const isWhole = rows.length === files && rows.every(({isEqual}) => isEqual);
	return {
		outcome: isWhole
			? 'committed whole'
			: rows.length === 0
				? 'rolled back whole'
				: 'PARTIAL',
		rows,
	};
}

function sameRows(told: Contents, seen: readonly SeenRow[]): boolean {
	const lines = (rows: readonly string[]) => rows.toSorted().join('\n');
	return (
		lines(told.rows.map(({cells: [, name, , hash]}) => `${name} ${hash}`)) ===
		lines(seen.map(({name, hash}) => `${name} ${hash}`))
	);
}
