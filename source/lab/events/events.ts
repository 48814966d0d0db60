import {type Failure} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {type Hidden} from './hidden.js';
import {type Effect, type KillKind, type KillRoute} from './kill.js';
import {type Leftover} from './leftovers.js';
import {type Aim} from './aim.js';
import {type ControlRun} from './control-run.js';
import {type QuestionEvent} from './question.js';
import {type OnInterrupt, type RunPlan} from './run-plan.js';
import {type Problem} from './finding.js';
import {type AskedAt, type OthersView, type ServerView} from './server-view.js';
import {type Surrounding} from './surroundings.js';
import {type WaitKind, type WaitSight} from './wait.js';

export type {AskedAt, OthersView, Progress, ServerView} from './server-view.js';

/**
What a statement is to its run.

- `setup`: it prepares the target.
- `write`: it writes the rows that the verdict looks for, in the target's transaction: the target only reads.
- `identify`: it asks for the connection's id.
- `target`: the statement that the kills are about.
- `savepoint`: it sets a savepoint, or goes back to it.
- `check`: it has the server compare what the target left.
- `begin`, `commit` and `rollback` are the transaction's, and so are `end` and `prepare` of an XA one.
*/
export type StatementRole =
	| 'setup'
	| 'write'
	| 'identify'
	| 'begin'
	| 'target'
	| 'savepoint'
	| 'check'
	| 'end'
	| 'prepare'
	| 'commit'
	| 'rollback';

/** What a statement returned with its OK: a killed one may say so only here. MySQL's SELECT SLEEP() returns 1, MariaDB's GET_LOCK() NULL [measured]. */
export type Returned =
	| {
			readonly type: 'rows';
			readonly rows: number;
			/** The first column of the first row, as text; absent: there is no row, or it is NULL. */
			readonly value?: string;
			readonly isNull?: true;
	  }
	/** The number of rows that it changed. */
	| {readonly type: 'changes'; readonly rows: number};

/** How a statement ended, as its own connection saw it. */
export type StatementOutcome =
	| {
			readonly type: 'ok';
			/** Absent: nobody recorded it. */
			readonly returned?: Returned;
	  }
	| {
			readonly type: 'error';
			readonly failure: Failure;
			/** What the cluster did that the server is a part of, and what is left, as sentences; absent: the error says it all. */
			readonly meaning?: string;
	  }
	| {readonly type: 'lost'; readonly failure: Failure};

/** A row of what the lab's table contains, as another connection read it. */
export type ContentsRow = {
	/** One for each column. */
	readonly cells: ReadonlyArray<string | number>;
	/** Whether it is as the run wrote it. */
	readonly isIntact: boolean;
};

/** What the lab's table contains. */
export type Contents = {
	/** The names of the columns. */
	readonly columns: readonly string[];
	readonly rows: readonly ContentsRow[];
};

/** Rows in the lab's table that are not the run's. */
export type Foreign = {
	readonly number: number;
	/** The first of them. */
	readonly rows: readonly ContentsRow[];
};

/** What somebody has found who could look. */
type Found = {
	readonly outcome: 'committed whole' | 'rolled back whole' | 'PARTIAL';
	/** The run's own rows, or what else it is about. */
	readonly contents: Contents;
	/** Rows that somebody other than the run wrote; they say nothing about its transaction. Absent: none. */
	readonly foreign?: Foreign;
	/** COMMIT, or a target that commits itself, returned OK, but nothing is there: a server that does not flush its log at each commit has crashed. */
	readonly isForgotten?: true;
	/** The connection that looked. */
	readonly seenBy: string;
};

/** Whether the rows that a run has written are whole or gone. */
export type DataVerdict = Found & {
	/** What is whole or gone. */
	readonly about: 'data';
	/** How many of the run's rows are there. */
	readonly there: number;
	/** How many of those are as the run wrote them. */
	readonly intact: number;
	/** How many rows there are if everything that was to be committed is. */
	readonly expected: number;
	/** How many of the rows are there although the statement that committed them (COMMIT, or under autocommit their own) did not return OK. */
	readonly unanswered: number;
	/** A part of the rows may be there rightly, but not these. */
	readonly isTorn?: true;
};

/** Whether a change of the table's definition is whole or gone, with every row in its place either way. */
export type SchemaVerdict = Found & {
	readonly about: 'schema';
	/** The definition that the table has: the one from before the run, or the one that the target gives to it. */
	readonly definition: 'before' | 'after';
	/** How many rows of the lab are there. */
	readonly there: number;
	/** How many of those are as they must be with this definition. */
	readonly intact: number;
	/** How many rows there must be, with either definition. */
	readonly expected: number;
	/** The tables and indexes that the target has left besides, by the server's names for them. */
	readonly remains: Remains;
	/** The definition has changed although the target did not return OK. */
	readonly isUnanswered?: true;
};

/** Whether all that a user's own statement works on is as it was before, or as the control run left it. */
export type StatesVerdict = Found & {
	readonly about: 'states';
	/** After how many whole statements it was so: 0 is before the first. Absent: it is like none of these states. */
	readonly statements?: number;
	/** How many there are if everything that was to be committed is. */
	readonly expected: number;
	/** How many the run has. */
	readonly times: number;
	/** What has changed in part because it has no transactions, each with its engine. */
	readonly withoutTransactions?: readonly string[];
	/** The statement changes nothing: before and after are one state. */
	readonly isUnchanging?: true;
	/** Statements are there although what committed them did not return OK. */
	readonly isUnanswered?: true;
};

/** What a change of a definition has left besides the table, or why nobody can see that. */
export type Remains =
	{readonly type: 'seen'; readonly names: readonly string[]} | Hidden;

/** Whether the run's effects are whole or gone, read through another connection after the thread and its transaction were gone. */
export type Verdict =
	| DataVerdict
	| SchemaVerdict
	| StatesVerdict
	| {readonly outcome: 'unknown'; readonly reason: string};

/** What a server is for: what to know before writing to it. */
export type ServerRole = {
	/** `read_only`, `super_read_only` or `innodb_read_only` is on. Some accounts may write anyway. */
	readonly isReadOnly: boolean;
};

/** What a person needs to know of the server. */
export type ServerFacts = {
	readonly flavour: Flavour;
	/** From `VERSION()`, without the distribution's suffix. */
	readonly version: string;
	/** What it is called, with its version, such as `Aurora MySQL 8.0 (3.05.2)`. */
	readonly product: string;
	/** `sandbox`, a socket's path, or host and port. */
	readonly address: string;
	readonly tls: boolean;
	/** What it is part of, as far as the account can see. */
	readonly surroundings: readonly Surrounding[];
	/** For the user's server: what it is for, and its own name for its machine, which a DNS name may hide. */
	readonly own?: ServerRole & {
		readonly host: string;
		/** Who the lab logs in as; absent: nobody recorded it. */
		readonly user?: string;
	};
};

/** What happened, without the time. `statement`, `kill` and `run` count from 1, `step` from 0. */
export type EventBody =
	| {readonly type: 'server'; readonly server: ServerFacts}
	/** What the preflight found that may spoil a run. Comes only if there is something, or there was before for another workload; and before anything is written. */
	| {readonly type: 'preflight'; readonly warnings: readonly Problem[]}
	/** What the runs are going to do, until a key changes it. */
	| {readonly type: 'planned'; readonly plan: RunPlan}
	| {
			readonly type: 'run-started';
			readonly run: number;
			readonly plan: RunPlan;
			readonly connectionId: string;
	  }
	/** A step begins: the target is about to run once more. */
	| {
			readonly type: 'step-started';
			readonly step: number;
			readonly name: string;
			/** What its progress counts, and how much it is altogether; absent: not known. */
			readonly unit: 'bytes' | 'rows';
			readonly total?: number;
	  }
	/** The client has made the step's data, if it needs any. */
	| {
			readonly type: 'step-made';
			readonly step: number;
			/** The SHA-256 of the data; absent: it needs none. */
			readonly hash?: string;
			/** What a control run of the target has found; absent: there was none. */
			readonly control?: ControlRun;
	  }
	| {
			readonly type: 'statement-started';
			readonly statement: number;
			readonly role: StatementRole;
			/** What it is called, such as `INSERT`. */
			readonly name: string;
			/** The step that it belongs to. */
			readonly step?: number;
	  }
	| {
			readonly type: 'step-progress';
			readonly step: number;
			/** How much is done, in the step's unit: for an upload, the bytes that the kernel has taken. */
			readonly done: number;
	  }
	/** The last byte of the statement was handed to the kernel: the server may still be receiving it. Comes for every statement. */
	| {readonly type: 'statement-sent'; readonly statement: number}
	| {
			readonly type: 'statement-ended';
			readonly statement: number;
			readonly outcome: StatementOutcome;
	  }
	| {readonly type: 'connection-id'; readonly connectionId: string}
	| {
			readonly type: 'step-checked';
			readonly step: number;
			/** What the step wrote is there as it was sent. */
			readonly isIntact: boolean;
	  }
	| {readonly type: 'connection-lost'; readonly failure: Failure}
	| {
			readonly type: 'kill-sent';
			readonly kill: number;
			readonly kind: KillKind;
			readonly connectionId: string;
			/** What was sent. */
			readonly statement: string;
			/** When the key's bytes were read, on the clock of `at`; absent: it was planned. */
			readonly keyAt?: number;
			/** What was planned; absent: a key sent it, or nobody recorded that. */
			readonly aim?: Aim;
	  }
	/** From now on, this is what the keys send. Before this event they send plain KILL statements. */
	| {readonly type: 'kill-route'; readonly route: KillRoute}
	/** The server refused a kill, and it was sent again at once by another route: with this statement. */
	| {
			readonly type: 'kill-rerouted';
			readonly kill: number;
			readonly failure: Failure;
			readonly statement: string;
	  }
	| {readonly type: 'kill-acknowledged'; readonly kill: number}
	| {
			readonly type: 'kill-refused';
			readonly kill: number;
			readonly failure: Failure;
	  }
	/** What the thread was doing when the server accepted the kill, read in the same packet. */
	| {
			readonly type: 'kill-view';
			readonly kill: number;
			readonly thread: ServerView['thread'];
	  }
	| {
			readonly type: 'kill-effect';
			readonly kill: number;
			readonly effect: Effect;
	  }
	/** The control connection is lost: nothing can be killed. */
	| {readonly type: 'control-lost'; readonly failure: Failure}
	/** A new one could not be opened or used, for this reason. */
	| {readonly type: 'control-refused'; readonly why: string}
	/** The server makes statements wait for a pool thread, and has an extra port without that wait. Kills go there; or they can't, for this reason. */
	| {
			readonly type: 'control-way';
			readonly address: string;
			readonly refused?: string;
	  }
	/** There is a new one, and it has met the work connection. */
	| {readonly type: 'control-back'}
	/** A kill was requested while nothing could be killed: nothing was sent. */
	| {readonly type: 'kill-missed'; readonly kind: KillKind}
	| {
			readonly type: 'server-view';
			readonly view: ServerView;
			/** Absent: nobody was asked, or an earlier version recorded it. */
			readonly asked?: AskedAt;
	  }
	/** Comes with the first such look at the table, and when that has changed. */
	| {readonly type: 'others-view'; readonly others: OthersView}
	| {readonly type: 'pace'; readonly paused: boolean; readonly rate?: number}
	/** From now on, this is what follows an interruption. */
	| {readonly type: 'on-interrupt'; readonly onInterrupt: OnInterrupt}
	| QuestionEvent
	/** This kill will be sent on its own when its moment comes; absent: none. */
	| {readonly type: 'armed'; readonly kill?: Aim}
	/** A planned kill was not sent: the run ended before its moment came. */
	| {readonly type: 'kill-unsent'; readonly plan: Aim}
	/** Something other than the server ended the run early, such as a full disk or the user. */
	| {readonly type: 'run-broken'; readonly message: string}
	/** The lab waits for something outside the experiment, since a moment on the clock of `at`. */
	| {
			readonly type: 'wait-started';
			/** Counts from 1 in the session. */
			readonly wait: number;
			readonly kind: WaitKind;
			readonly since: number;
			/** The connection that waits, or is waited for. */
			readonly connectionId?: string;
	  }
	/** What another connection sees of the wait; repeated when that changes, and every ten seconds. */
	| {
			readonly type: 'wait-seen';
			readonly wait: number;
			readonly sight: WaitSight;
	  }
	| {
			readonly type: 'wait-ended';
			readonly wait: number;
			readonly kind: WaitKind;
			readonly since: number;
			/** It ended because the user quit. */
			readonly isCut: boolean;
	  }
	/** The transaction is over for the client; another connection now waits for the server, then reads. */
	| {readonly type: 'look-started'}
	/** Another connection has asked the server by XA RECOVER for the XA transaction of the run, whose own connection is gone: it was prepared, and that connection has committed it; or it was not listed. */
	| {
			readonly type: 'recovered';
			readonly connectionId: string;
			readonly found: 'prepared' | 'nothing';
	  }
	| {readonly type: 'verdict'; readonly verdict: Verdict}
	/** At the end, for each thing that the lab leaves on the user's server. */
	| {readonly type: 'left'; readonly leftover: Leftover};

/** One event of the lab: what happened, and when in ms since the session started, on a monotonic clock. */
export type LabEvent = EventBody & {readonly at: number};
