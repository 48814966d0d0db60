import {errorOutcome} from '../../source/lab/history/cluster-errors.js';
import {createEventLog} from '../../source/lab/history/event-log.js';
import {type Effect, type KillKind} from '../../source/lab/events/kill.js';
import {
	type AskedAt,
	type EventBody,
	type LabEvent,
	type ServerView,
	type Returned,
	type StatementRole,
	type StatementOutcome,
	type ContentsRow,
	type DataVerdict,
	type Verdict,
} from '../../source/lab/events/events.js';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {killStatement, routeOf} from '../../source/lab/kills/route.js';
import {type LabState, type RunState} from '../../source/lab/history/state.js';
import {type Failure} from '../../source/server/failure.js';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {
	blobsOptions,
	blobsPlan,
} from '../../source/lab/workloads/blobs/options.js';
import {changePlan, type BlobsChange} from './blobs.js';

const megabyte = 1024 ** 2;

/** The SHA-256 of every file of a story. */
export const hash =
	'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** The bytes of a file of a story, unless its plan says otherwise. */
export const fileSize = 100 * megabyte;

export const plan: RunPlan = {
	...blobsPlan({files: 10, size: fileSize, protocol: 'binary'}),
	rate: 50 * megabyte,
	schema: 'MeasurementDB',
	onInterrupt: 'rollback',
	autocommit: false,
	pauseCommit: false,
};

export const interrupted: Failure = {
	errno: 1317,
	code: 'ER_QUERY_INTERRUPTED',
	message: 'Query execution was interrupted',
};

export const deadlock: Failure = {
	errno: 1213,
	code: 'ER_LOCK_DEADLOCK',
	message: 'Deadlock found',
};

export const brokenPipe: Failure = {
	errno: -32,
	code: 'EPIPE',
	message: 'write EPIPE',
};

/** A table's rows after this many whole files. */
export function storedRows(
	count: number,
	{unequal = []}: {readonly unequal?: readonly number[]} = {},
): ContentsRow[] {
	return Array.from({length: count}, (_, file) => ({
		cells: [String(file + 1), `random_file-${file}.bin`, fileSize, hash],
		isIntact: !unequal.includes(file),
	}));
}

/** What the statements of a run with files are called. */
const statementNames: Readonly<Record<StatementRole, string>> = {
	setup: 'CREATE TABLE',
	write: 'INSERT',
	begin: 'BEGIN',
	identify: 'SELECT CONNECTION_ID()',
	target: 'INSERT',
	savepoint: 'SAVEPOINT',
	check: 'hash comparison',
	end: 'XA END',
	prepare: 'XA PREPARE',
	commit: 'COMMIT',
	rollback: 'ROLLBACK',
};

/** What another connection has found, if nobody else wrote to the table. */
export function seenVerdict(
	outcome: DataVerdict['outcome'],
	rows: readonly ContentsRow[],
	expected: number,
): DataVerdict {
	return {
		outcome,
		about: 'data',
		there: rows.length,
		intact: rows.filter(({isIntact}) => isIntact).length,
		expected,
		contents: {columns: blobsFacts.columns.map(({name}) => name), rows},
		unanswered: 0,
		seenBy: '44',
	};
}

const unseen: ServerView['thread'] = {type: 'hidden', why: 'not allowed'};

/** Tells what happens in a session, event by event, through a real event log with its own clock: each event comes 1 ms after the one before, unless `after` says otherwise. */
export class Story {
	readonly events: LabEvent[] = [];
	#time = 0;
	#gap: number | undefined;
	#statement = 0;
	#kills = 0;
	readonly #log = createEventLog(() => this.#time);

	constructor() {
		this.#log.subscribe(event => {
			this.events.push(event);
		});
	}

	get state(): LabState {
		return this.#log.state();
	}

	get run(): RunState {
		const {run} = this.state;
		if (!run) {
			throw new Error('The story has no run yet.');
		}

		return run;
	}

	/** Ms on the session's clock. */
	get now(): number {
		return this.#time;
	}

	/** The effect of each kill so far. */
	get effects(): Array<Effect | undefined> {
		return this.run.kills.map(({effect}) => effect?.effect);
	}

	/** Says how many ms the next event comes after the one before. */
	after(ms: number): this {
		this.#gap = ms;
		return this;
	}

	emit(body: EventBody): this {
		this.#time += this.#gap ?? 1;
		this.#gap = undefined;
		this.#log.emit(body);
		return this;
	}

	/** The lab is open, and this is its plan. */
	plans(change: BlobsChange = {}): this {
		return this.emit({type: 'planned', plan: changePlan(plan, change)});
	}

	/** A run starts with START TRANSACTION, on MySQL unless another server was named. */
	starts(change: BlobsChange = {}, connectionId = '42'): this {
		this.#statement = 0;
		this.#kills = 0;
		if (!this.state.server) {
			this.emit({
				type: 'server',
				server: {
					flavour: 'mysql',
					version: '9.7.4',
					product: 'MySQL 9.7.4',
					address: 'sandbox',
					tls: false,
					surroundings: [],
				},
			});
		}

		return this.emit({
			type: 'run-started',
			run: (this.state.run?.run ?? 0) + 1,
			plan: changePlan(plan, change),
			connectionId,
		})
			.statement('begin')
			.ok();
	}

	/** The next file is being created. */
	generates(): this {
		const {plan, steps} = this.run;
		return this.emit({
			type: 'step-started',
			step: steps.length,
			name: `random_file-${steps.length}.bin`,
			unit: 'bytes',
			total: blobsOptions(plan).size,
		});
	}

	/** The next file is created, and its INSERT starts. */
	inserts(): this {
		return this.generates().made().identified().statement('target');
	}

	made(): this {
		return this.emit({type: 'step-made', step: this.#step, hash});
	}

	identified(): this {
		const {connectionId} = this.run;
		return this.statement('identify')
			.ok()
			.emit({type: 'connection-id', connectionId});
	}

	statement(role: StatementRole): this {
		this.#statement++;
		const hasStep = [
			'write',
			'identify',
			'target',
			'savepoint',
			'check',
		].includes(role);
		return this.emit({
			type: 'statement-started',
			statement: this.#statement,
			role,
			name: statementNames[role],
			...(hasStep && {step: this.#step}),
		});
	}

	/** The kernel has taken this part of the file, 0 to 1. */
	uploads(part: number): this {
		return this.emit({
			type: 'step-progress',
			step: this.#step,
			done: Math.round(part * blobsOptions(this.run.plan).size),
		});
	}

	sent(): this {
		return this.emit({type: 'statement-sent', statement: this.#statement});
	}

	/** The next file is inserted completely and compared. */
	stores(files = 1): this {
		for (let file = 0; file < files; file++) {
			this.inserts()
				.after(2000)
				.uploads(1)
				.sent()
				.after(1700)
				.ok()
				.statement('check')
				.after(350)
				.ok()
				.emit({type: 'step-checked', step: this.#step, isIntact: true});
		}

		return this;
	}

	ok(): this {
		return this.#end({type: 'ok'});
	}

	/** It returns OK with this. */
	returns(returned: Returned): this {
		return this.#end({type: 'ok', returned});
	}

	fails(failure: Failure = interrupted): this {
		return this.#end(errorOutcome(failure, this.state.server?.surroundings));
	}

	/** The connection is lost during the statement. */
	drops(failure: Failure = brokenPipe): this {
		return this.#end({type: 'lost', failure}).closes(failure);
	}

	/** The connection is lost. */
	closes(failure: Failure = brokenPipe): this {
		return this.emit({type: 'connection-lost', failure});
	}

	/** A kill is sent, 0.25 ms after its key. */
	kills(kind: KillKind): this {
		const keyAt = this.#time + (this.#gap ?? 1) - 0.25;
		return this.#sendsKill(kind, {keyAt});
	}

	/** A planned kill is sent. */
	killsAsPlanned(kind: KillKind): this {
		return this.#sendsKill(kind, {});
	}

	/** The server has accepted a kill, and shows what the thread was doing; by default the account can't see it. */
	acknowledged(
		kill = this.#kills,
		thread: ServerView['thread'] = unseen,
	): this {
		this.emit({type: 'kill-acknowledged', kill});
		return this.after(0).emit({type: 'kill-view', kill, thread});
	}

	/** As `acknowledged`, and this is what the thread was doing. */
	acknowledgedIn(command: string, state: string): this {
		return this.acknowledged(this.#kills, {type: 'alive', command, state});
	}

	/** The server refuses the kill, and it is sent again at once. */
	rerouted(failure: Failure, statement: string): this {
		return this.emit({
			type: 'kill-rerouted',
			kill: this.#kills,
			failure,
			statement,
		});
	}

	refused(failure: Failure, kill = this.#kills): this {
		return this.emit({type: 'kill-refused', kill, failure});
	}

	/** @param asked - Absent: the server was asked just now. */
	sees(view: ServerView, asked?: AskedAt): this {
		return this.emit({type: 'server-view', view, ...(asked && {asked})});
	}

	/** The server shows the thread at work and the transaction open. */
	seesThread(command: string, state: string, rows: number): this {
		return this.sees({
			thread: {type: 'alive', command, state},
			transaction: {type: 'open', state: 'RUNNING', rows},
		});
	}

	/** Others see so many rows. */
	othersSee(rows: number): this {
		return this.emit({type: 'others-view', others: {type: 'counted', rows}});
	}

	breaks(message: string): this {
		return this.emit({type: 'run-broken', message});
	}

	looks(): this {
		return this.emit({type: 'look-started'});
	}

	seesNothing(): this {
		return this.sees({thread: {type: 'gone'}, transaction: {type: 'none'}});
	}

	/** Another connection finds these rows. */
	finds(
		outcome: Exclude<Verdict['outcome'], 'unknown'>,
		rows: readonly ContentsRow[] = [],
	): this {
		return this.emit({
			type: 'verdict',
			verdict: seenVerdict(outcome, rows, this.run.plan.steps),
		});
	}

	findsOutNothing(reason: string): this {
		return this.emit({type: 'verdict', verdict: {outcome: 'unknown', reason}});
	}

	get #step(): number {
		return this.run.steps.length - 1;
	}

	#sendsKill(kind: KillKind, key: {readonly keyAt?: number}): this {
		this.#kills++;
		const {run} = this;
		const {connectionId} = run;
		return this.emit({
			type: 'kill-sent',
			kill: this.#kills,
			kind,
			connectionId,
			statement: killStatement(kind, run, routeOf(this.state)),
			...key,
		});
	}

	#end(outcome: StatementOutcome): this {
		return this.emit({
			type: 'statement-ended',
			statement: this.#statement,
			outcome,
		});
	}
}

/** A new story at its beginning. */
export function story(): Story {
	return new Story();
}

/** A run of this plan whose transaction has begun, and whose one step is about to run its target. */
export function stepBegun(planned: RunPlan): Story {
	return story()
		.starts()
		.emit({
			type: 'run-started',
			run: 2,
			plan: planned,
			connectionId: '42',
		})
		.statement('begin')
		.ok()
		.emit({type: 'step-started', step: 0, name: 'all rows', unit: 'rows'})
		.emit({type: 'step-made', step: 0});
}
