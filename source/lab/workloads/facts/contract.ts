import {type Ending, type Moment} from '../../events/aim.js';
import {
	type OthersView,
	type Returned,
	type ServerView,
} from '../../events/events.js';
import {type Phase} from '../../events/phase.js';
import {type RunPlan} from '../../events/run-plan.js';
import {type Protocol} from '../../upload/protocol.js';
import {type Bounds} from './bounds.js';
import {type TestedClaim} from './claims.js';
import {type Knowledge} from './knowledge.js';

/** A thread that is there, as the server shows it. */
export type Alive = Extract<ServerView['thread'], {readonly type: 'alive'}>;

/**
What becomes of the flag of a KILL QUERY that the server accepts while the target is in a phase.

- `cleared`: the server clears the flag without looking at it: while it is still reading the statement, when execution begins; or in a COMMIT of a procedure.
- `unclear`: nobody has seen yet whether execution has begun.
- `seen`: the statement sees it for certain, before it can return OK.
- `checked`: the statement looks at it again and again, but may end before it does so once more.
- `ignored`: the statement does not look at it any more.
*/
export type FlagUse = 'cleared' | 'unclear' | 'seen' | 'checked' | 'ignored';

/** A phase of the target. */
export type TargetPhase = {
	readonly name: string;
	readonly flag: FlagUse;
	/** A phase that comes before it: a thread that shows it without having been seen there, or in a later one, is still ending the statement before. Absent: no other statement looks like it. */
	readonly follows?: string;
	/** No row is changed in it: what a look still shows of a transaction is the one before. */
	readonly isBeforeRows?: true;
	/** When something happened, as words to put after it: `during the upload`. */
	readonly when: string;
};

/** A phase that a kill can be aimed at. */
export type AimedPhase = {
	readonly phase: string;
	/** It is no phase of the target: COMMIT waits for a lock then; the client is cut off and its thread goes on; or no statement runs, since the one before has returned OK. Absent: it is one. */
	readonly outside?: 'commit wait' | 'cut off' | 'idle';
	/** A part of it can be named: the client knows how much is done. */
	readonly isDivisible?: true;
	/** The moment as words to put after the kill. `which` names a noun: `the next file`, `file 2`. */
	readonly words: (which: (noun: string) => string, part: number) => string;
};

/** A column of what the verdict shows. */
export type FactColumn = {
	readonly name: string;
	/** How its values are written: a number of bytes is not a count. */
	readonly type: 'text' | 'number' | 'count' | 'bytes';
	/** Columns with a lower rank stay longer as the table gets narrower. */
	readonly rank: number;
	/** Characters that a cell may be shortened to; absent: the column is dropped instead. */
	readonly shortest?: number;
};

/** What the command line can say of a workload; each one takes some of it. */
export type GivenOptions = {
	readonly files?: number;
	/** Bytes of a file. */
	readonly size?: number;
	readonly protocol?: Protocol;
	/** How many times as much as usual. */
	readonly scale?: number;
	/** The user's own statement. */
	readonly sql?: string;
	/** A file of statements that make what it works on. */
	readonly setup?: string;
	/** How many times it runs. */
	readonly times?: number;
};

/** The flags that only some workloads take. */
export type WorkloadFlag = keyof GivenOptions | 'rate' | 'sqlFile';

/** What runs, as a plan has it. */
export type PlannedWorkload = Pick<RunPlan, 'workload' | 'steps'>;

/** What is known of a workload: pure, for the screen, the lines, a replay and the command line. */
export type WorkloadFacts = {
	readonly name: string;
	/** What it does, in one line. */
	readonly title: string;
	/** The flags that it takes, of those that not all workloads take. */
	readonly flags: readonly WorkloadFlag[];
	/** What must be given with it, and implies it; absent: its name says all. */
	readonly needs?: 'sql';
	/** Why it runs on a throwaway server only, as a clause: what it would do to a server of somebody's. Absent: it runs on any. */
	readonly throwawayOnly?: string;
	/** What runs with these options; what is absent is as usual. */
	readonly plan: (given: GivenOptions) => PlannedWorkload;
	/** What makes a run of it short, for whoever makes many: large enough that a look meets its target, small enough that its data are made soon. */
	readonly brief: GivenOptions;
	/** The rate that suits a person on a screen, in bytes per second; absent: it is not streamed. */
	readonly usualRate?: (planned: PlannedWorkload) => number;
	/** Values of `--kill`, for the message after a wrong one. */
	readonly killExamples: string;
	/** The name of its table. */
	readonly tableName: string;
	/** The name of the procedure that the lab makes beside it; absent: there is none. */
	readonly routineName?: string;
	/** The name of the table that the target makes beside that; absent: it makes none. */
	readonly madeName?: string;
	/** What the target is called, such as `INSERT`. */
	readonly target: string;
	/** What a step is whose target returned OK, such as `inserted`. */
	readonly doneWord: string;
	/** What one step is, in the singular. */
	readonly stepNoun: string;
	/** The target commits itself, and what was open before it, as MySQL's manual says of ALTER TABLE: there is no transaction around it. */
	readonly commitsItself?: true;
	/** What it is about is not its target but this phase, with which its transaction or its connection ends: there is always a transaction. Absent: it is about the target. */
	readonly endsIn?: Phase;
	/** How its transaction ends by its own choice; absent: with COMMIT. */
	readonly endsWith?: Ending;
	/** Another connection of the lab sends KILL CONNECTION while the target runs: a kill after that meets a thread that is being killed already. */
	readonly cutsOff?: true;
	/** The statements that begin and end its transaction; absent: those of any. */
	readonly bounds?: Bounds;
	/** What the target commits while it goes on, in the midst of the transaction around it, as a clause: `the procedure commits every 1,000 rows`. What is done is what others see. Absent: nothing. */
	readonly commitsMidway?: string;
	/** The savepoint that the client sets before each step, and goes back to if the step is interrupted, whatever else is to follow an interruption; absent: it sets none. */
	readonly savepoint?: string;
	/** The target writes nothing: a statement of the role `write`, called as the step is, writes before it what the verdict looks for. */
	readonly readsOnly?: true;
	/** The phase in which the client sends in pieces, at a rate that a person can change: the target itself, in the first one, or what the target reads while it executes. Absent: all it sends is one small packet. */
	readonly streamedIn?: string;
	/** The process list's Command while it executes; absent: `Query`. */
	readonly commandOf?: (plan: RunPlan) => 'Query' | 'Execute';
	/** What the progress of a step counts. */
	readonly unit: 'bytes' | 'rows';
	/** The phases of the target, in their order. In the first one the server is still reading. */
	readonly phases: readonly [TargetPhase, TargetPhase, ...TargetPhase[]];
	/** What `--kill` can name, besides the phases of the transaction. */
	readonly aims: readonly AimedPhase[];
	/** The moments that can be armed on the screen, in the order of the list. */
	readonly armable: readonly Moment[];
	/** Where the target is whose thread looks like this: a phase, the first one while the server is still reading. */
	readonly phaseOf: (thread: Alive) => string;
	/** Whether what the target returned with its OK says that a kill ended it; absent: its OK never says so. */
	readonly wasStruck?: (returned: Returned) => boolean;
	/** The errors that a killed target ends with where it does not end with 1317. Each may have another cause: it is that of a kill if the server has accepted a KILL QUERY of the lab's while the target ran. Absent: none. */
	readonly struckErrors?: readonly number[];
	/** How much of a step is done, 0 to 1, by the progress that the server tells of the thread; `undefined` while it tells none. Absent: its transaction tells it, or nobody does. */
	readonly partOf?: (thread: Alive) => number | undefined;
	/** What kills do in its phases; the first row that fits counts. */
	readonly knowledge: readonly Knowledge[];
	/** What the manuals say about killing it, and what was found. */
	readonly claims: readonly TestedClaim[];
	readonly stepName: (step: number) => string;
	/** What a run does, such as `10 files of 100 MB`. */
	readonly describe: (planned: PlannedWorkload) => string;
	/** What a run writes to the user's server, as words after "the lab will". */
	readonly intent: (planned: PlannedWorkload) => string;
	/** How it does that, such as `binary protocol`; absent: there is one way. */
	readonly detail?: (plan: RunPlan) => string;
	/** How much a number of steps is, such as `500 MB`. */
	readonly amount: (planned: PlannedWorkload, steps: number) => string;
	/** For a target that changes the table's definition: what the table is like after that, as a clause, such as `the column note is there`. Its verdict is about the schema. */
	readonly altered?: string;
	/** What is so without that change, as a clause; absent: the table is as before. */
	readonly unaltered?: string;
	/** How long the target will take, in ms. */
	readonly expectedTime: (plan: RunPlan) => number;
	/** The rows that a number of whole steps has changed; absent: only what the target returns says how many. */
	readonly rowsOf?: (plan: RunPlan, steps: number) => number;
	/** What goes on while the data of a step are made, and when something happened then, as words to put after it; absent: they are a file. */
	readonly making?: {readonly name: string; readonly when: string};
	/** Why the server never lists a transaction of the target; absent: it does from the first changed row on. */
	readonly transactionNote?: string;
	/** What others see of a run while it goes on, such as `others see 0 rows`; absent: there is nothing to see. */
	readonly othersSee?: (
		seen: Extract<OthersView, {readonly type: 'counted'}>,
	) => string;
	/** Why a part of the rows stays after a kill, and is no fault of the server, as words after `PARTIAL` and how many; absent: all or nothing is right. */
	readonly partWords?: string;
	/** What is wrong with a part that can't be explained so, as words at the same place. */
	readonly tornWords?: string;
	/** What the rows that the verdict counts are, such as `deleted`; absent: they are there. */
	readonly rowsWord?: string;
	/** What the check of a step finds, in words; absent: steps are not checked. */
	readonly check?: {
		readonly intact: string;
		readonly damaged: string;
		readonly open: string;
	};
	/** What the verdict shows counts the table's rows, and does not list them. */
	readonly isSummary?: true;
	/** What the verdict shows, as the heading of the table that shows it; absent: the lab's table. */
	readonly contentsName?: string;
	/** The columns of what the verdict shows, in their order. */
	readonly columns: readonly FactColumn[];
	/** A further column, which says of each row whether it is intact; absent: there is nothing to say. */
	readonly rowStates?: {
		readonly column: string;
		readonly rank: number;
		readonly intact: string;
		readonly damaged: string;
	};
	/** What the rows are checked for at the end, in a few words, such as `all hashes equal`; absent: that they are there says it all. */
	readonly intactWords?: {
		readonly all: string;
		readonly part: (intact: number, there: number) => string;
	};
};
