import {type Connection} from 'mysql2';
import {type FillRandom} from '../../random.js';
import {type Glance} from '../connections/glance.js';
import {type Waits} from '../connections/waits.js';
import {type EventLog} from '../history/event-log.js';
import {type RunPlan} from '../events/run-plan.js';
import {type RunState} from '../history/state.js';
import {type LabTable} from '../own-table/own-table.js';
import {type Demands} from '../preflight/demands.js';
import {type Pacer} from '../upload/pacer.js';
import {type Inspection} from '../verdict/inspection.js';
import {type WorkloadFacts} from './facts/contract.js';
import {type RunStatement} from './statement-runner.js';

/** What a workload acts with. */
export type Stage = {
	/** The work connection: the one that is killed. */
	readonly connection: Connection;
	/** Runs a statement on it, and logs how it began and ended. */
	readonly run: RunStatement;
	/**
	Opens a further connection to the same server, such as one that holds a lock. The run closes it when its statements are over, however they end, and before anybody looks at what it has left.

	@throws {Refusal} when it can't be opened or is on another server.
	*/
	readonly open: () => Promise<Connection>;
	/** What was opened so, the oldest first: what `prepare` has opened, `act` can use. */
	readonly opened: () => readonly Connection[];
	readonly table: LabTable;
	readonly plan: RunPlan;
	/** For what the client sends. */
	readonly pacer: Pacer;
	/** Reports what takes long besides the statements of the run. */
	readonly waits: Pick<Waits, 'telling'>;
	/** An existing folder for files. What a step puts there, it removes. */
	readonly folder: string;
	readonly fill: FillRandom;
	/** What the run can call its own on the server; nobody else knows it. */
	readonly word: string;
	readonly log: EventLog;
	/** Aborted when the user quits. */
	readonly signal: AbortSignal;
};

/** What is looked at after a run. */
export type Scene = {
	/** The table's name, quoted. */
	readonly table: string;
	readonly run: RunState;
	/** For an account that can't see transactions: reads with locks, and so waits until the locks of a rollback that is still running are released. */
	readonly awaitsLocks: boolean;
};

/** What a run leaves that its own connection does not end is ended with these. */
export type Settling = Pick<Stage, 'word' | 'log'>;

/** A workload: what is known of it, and what it does. */
export type Workload = {
	readonly facts: WorkloadFacts;
	/** What a run of it needs of a server. */
	readonly demands: (plan: RunPlan) => Demands;
	/**
	Makes the data that the target works on, before BEGIN: its statements are committed one by one; absent: there are none.

	@throws As `act` does.
	*/
	readonly prepare?: (stage: Stage) => Promise<void>;
	/**
	The statements between BEGIN and COMMIT, or all of them under autocommit.

	@throws {StatementFailed} if the transaction must be rolled back; anything else breaks the run off.
	*/
	readonly act: (stage: Stage) => Promise<void>;
	/**
	What surrounds COMMIT, such as a lock that it waits for; absent: nothing.

	@param commit - Sends COMMIT, and waits for its answer.
	@throws As `act` does.
	*/
	readonly aroundCommit?: (
		stage: Stage,
		commit: () => Promise<void>,
	) => Promise<void>;
	/**
	Ends what the run has left and no connection has any more, once its own is gone; absent: nothing is left so.

	@param connection - Another one, before anything is read through it.
	@throws mysql2's error, when that is lost, or nothing can be ended.
	*/
	readonly settle?: (connection: Connection, props: Settling) => Promise<void>;
	/** What shows others' view of the run while it goes on; its facts have the words. Absent: others have nothing to see. */
	readonly glance?: (table: string, plan: RunPlan) => Glance;
	/**
	Reads what the run has left, in one statement.

	@throws mysql2's error, when the connection is lost.
	*/
	readonly inspect: (
		connection: Connection,
		scene: Scene,
	) => Promise<Inspection>;
};
