import {type StatementRole} from '../../source/lab/events/events.js';
import {type KillState, type RunState} from '../../source/lab/history/state.js';
import {factsOf} from '../../source/lab/workloads/facts/registry.js';
import {struckOk} from '../../source/lab/workloads/facts/struck.js';
import {type RecordedStatement, type Truth} from './truth.js';

/** The servers' names for the statements of a run, but for its target. */
const names: Readonly<
	Record<Exclude<StatementRole, 'target'>, readonly string[]>
> = {
	// How the data are made, and a table brought back to what it was.
	setup: [
		'insert',
		'insert_select',
		'alter_table',
		'drop_procedure',
		'create_procedure',
		'set_option',
		'create_table',
		'rollback',
		'unlock_tables',
		'change_db',
	].map(name => `statement/sql/${name}`),
	write: ['statement/sql/insert'],
	begin: ['statement/sql/begin', 'statement/sql/xa_start'],
	identify: ['statement/sql/select'],
	savepoint: ['statement/sql/savepoint', 'statement/sql/rollback_to_savepoint'],
	check: ['statement/sql/select'],
	end: ['statement/sql/xa_end'],
	prepare: ['statement/sql/xa_prepare'],
	commit: ['statement/sql/commit', 'statement/sql/xa_commit'],
	rollback: ['statement/sql/rollback', 'statement/sql/xa_rollback'],
};

/** The servers' names for any statement that was ended before it was parsed, or whose packet was cut off. */
const endedEarly = new Set(['statement/sql/error', 'statement/com/Error']);

/** By then the look that comes with a kill is over, in picoseconds: what it saw counts. By then the client also knows how a statement ended. */
const untilSeen = 5_000_000_000n;

/** In a ms. */
const picoseconds = 1_000_000_000;

/** The statement was complete, but its client was gone: ER_NET_ERROR_ON_WRITE. */
const notTold = 1160;

/** What the records show of a target. */
export type RecordedTarget = {
	/** The servers' names for it. */
	readonly names: readonly string[];
	/** The stages in which it has its work to do, and no KILL QUERY can be lost any more. */
	readonly stages: readonly string[];
};

/**
Where the lab contradicts the server's records of statements and kills; empty: nowhere.

@param truth - With the target's stages.
*/
export function compare(
	run: RunState,
	truth: Truth,
	target: RecordedTarget,
): readonly string[] {
	return [
		...compareStatements(run, truth, target),
		...compareKills(run, truth),
		...(truth.isThere ? ['the thread or its transaction is still there'] : []),
	];
}

function compareStatements(
	{statements}: RunState,
	truth: Truth,
	target: RecordedTarget,
): readonly string[] {
	const told = statements.flatMap((statement, index) => {
		const {role, name, ended} = statement;
		const recorded = truth.statements[index];
		const what = `statement ${statement.statement} (${name})`;
		if (!recorded) {
			// The server does not record a statement that it has not read to its end.
			return ended?.outcome.type === 'lost' || !ended
				? []
				: [`${what} is not recorded`];
		}

		if (
			!(role === 'target' ? target.names : names[role]).includes(
				recorded.name,
			) &&
			!endedEarly.has(recorded.name)
		) {
			return [`${what} is recorded as ${recorded.name}`];
		}

		const errno =
			ended?.outcome.type === 'ok'
				? 0
				: ended?.outcome.type === 'error'
					? ended.outcome.failure.errno
					: recorded.errno;
		return errno === recorded.errno
			? []
			: [`${what} ended with ${errno}, recorded: ${recorded.errno}`];
	});
	return truth.statements.length > statements.length
		? [...told, 'the server recorded more statements']
		: told;
}

function compareKills(run: RunState, truth: Truth): readonly string[] {
	if (run.kills.length !== truth.kills.length) {
		return [`${run.kills.length} kills, recorded: ${truth.kills.length}`];
	}

	const interrupted = new Set(
		truth.statements.filter(one => isEndedByKill(one, run)),
	);
	const credited = run.kills.filter(
		({kind, effect}) => kind === 'query' && effect?.effect === 'interrupted',
	);
	const isAnyLost = run.lost !== undefined;
	return [
		...(interrupted.size > 0 && credited.length === 0 && !isAnyLost
			? ['a statement was interrupted, and no kill is said to have done it']
			: []),
		...run.kills.flatMap((kill, index) => {
			const recorded = truth.kills[index];
			const wrong = recorded && compareKill(kill, recorded, run, truth);
			return wrong === undefined
				? []
				: [
						`kill ${kill.kill} (${kill.kind}, ${kill.seen ?? kill.phase}) ${kill.effect?.effect}: ${wrong}`,
					];
		}),
	];
}

/** Whether a statement ended with 1317, or with another error that a killed one of this workload ends with. */
function isEndedByKill(
	{errno}: RecordedStatement,
	{plan}: Pick<RunState, 'plan'>,
): boolean {
	return [1317, ...(factsOf(plan).struckErrors ?? [])].includes(errno);
}

function compareKill(
	kill: KillState,
	recorded: RecordedStatement,
	run: RunState,
	{statements, kills}: Truth,
): string | undefined {
	const errno = kill.answer?.type === 'refused' ? kill.answer.failure.errno : 0;
	if (errno !== recorded.errno) {
		return `answered with ${errno}, recorded: ${recorded.errno}`;
	}

	/** Whether a statement was open while a KILL was executed. */
	const wasOpen = (one: RecordedStatement, kill: RecordedStatement) =>
		one.start <= kill.end && one.end >= kill.start;
	const open = statements.filter(one => wasOpen(one, recorded));
	const isTarget = (one: RecordedStatement) =>
		run.statements[statements.indexOf(one)]?.role === 'target';
	/** By a kill: with an error, or with an OK that says so by what it returned. */
	const wasEnded = (one: RecordedStatement) => {
		const outcome = run.statements[statements.indexOf(one)]?.ended?.outcome;
		return (
			isEndedByKill(one, run) ||
			struckOk(factsOf(run.plan), outcome) !== undefined
		);
	};

	/** After its answer a statement is only being cleaned up. */
	const isAnswered = (one: RecordedStatement) =>
		(run.statements[statements.indexOf(one)]?.ended?.at ?? Infinity) <=
		kill.sentAt;
	/** It can overtake the kill, and be over before its look: the client can't tell. */
	const isSentAfter = (one: RecordedStatement) =>
		(run.statements[statements.indexOf(one)]?.startedAt ?? 0) > kill.sentAt;
	switch (kill.effect?.effect) {
		case 'interrupted': {
			/** A kill behind the one that hit may have been executed when the statement had ended, as long as its OK took. */
			const isBehind = (struck: RecordedStatement) => {
				const endedAt =
					run.statements[statements.indexOf(struck)]?.ended?.at ?? Infinity;
				const answeredAt = kill.answer?.at ?? -Infinity;
				const late = BigInt(
					Math.round(Math.max(0, answeredAt - endedAt) * picoseconds),
				);
				return (
					kills.indexOf(recorded) > 0 &&
					struck.end < recorded.start &&
					struck.end + untilSeen + late >= recorded.start
				);
			};

			// A kill before it may have hit the clean-up of a statement that was answered, or have come a moment before the target began: the look after it finds the target at work.
			const isBefore = (struck: RecordedStatement) =>
				(open.some(one => isAnswered(one)) ||
					statements.find(one => one.start > recorded.end) === struck) &&
				struck.start > recorded.end &&
				struck.start <= recorded.end + untilSeen &&
				kills.some(kill => kill !== recorded && wasOpen(struck, kill));
			return statements.some(
				one =>
					wasEnded(one) &&
					(open.includes(one) || isBefore(one) || isBehind(one)),
			)
				? undefined
				: 'no statement that was open was ended by a kill';
		}

		case 'lost': {
			return open.some(
				one =>
					isTarget(one) &&
					one.stageStart !== undefined &&
					one.stageStart <= recorded.start,
			)
				? 'the target was at work'
				: undefined;
		}

		case 'too-late': {
			const isAtWork = (one: RecordedStatement) =>
				!isTarget(one) ||
				(one.stageStart !== undefined &&
					one.stageStart <= recorded.end + untilSeen);
			const struck = open.filter(one => !isAnswered(one));
			const wasCutOff = run.lost !== undefined && run.lost.at < kill.sentAt;
			return struck.length === 0 ||
				wasCutOff ||
				struck.some(one => [0, notTold].includes(one.errno) && isAtWork(one))
				? undefined
				: 'no statement that was open was past its check points';
		}

		case 'no-statement': {
			return statements.some(
				one =>
					one.start < recorded.start &&
					one.end > recorded.end &&
					!isAnswered(one) &&
					!isSentAfter(one),
			)
				? 'a statement was open'
				: undefined;
		}

		case 'disconnected': {
			// The server accepted it, and the end of the thread is compared for the whole run.
			return undefined;
		}

		case 'already-gone': {
			return errno === 1094 || run.lost ? undefined : 'it was there';
		}

		case 'unknown': {
			// A KILL CONNECTION behind it cuts the client off from the answer.
			return kill.kind === 'query' && run.lost
				? undefined
				: 'unknown, and the server tells';
		}

		case 'refused':
		case undefined: {
			return 'no effect';
		}
	}
}
