import {type Failure, isConnectionLost} from '../server/failure.js';
import {queryInterrupted} from './effect.js';
import {type LabEvent, type StatementOutcome} from './events.js';
import {changeKill, seen, seenAtKill, takesEffect} from './reduce-kill.js';
import {changeStatement} from './reduce-statement.js';
import {isCommitBlocked} from './server-phase.js';
import {
	currentStatement,
	phase,
	storedFiles,
	type FileState,
	type KillState,
	type LabState,
	type RunState,
	type StatementState,
	type TransactionState,
} from './state.js';

/** The shortest time over which a rate is worth computing, in ms. */
const rateWindow = 250;

/** Folds one event into the picture. Pure: the same events give the same state, live or replayed. */
export function reduce(state: LabState, event: LabEvent): LabState {
	switch (event.type) {
		case 'server': {
			return {...state, server: event.server};
		}

		case 'preflight': {
			return {...state, warnings: event.warnings};
		}

		case 'run-started': {
			const {run, plan, connectionId, at} = event;
			return state.server === undefined
				? state
				: {
						...state,
						run: {
							run,
							plan,
							flavour: state.server.flavour,
							connectionId,
							startedAt: at,
							transaction: 'none',
							statements: [],
							files: [],
							kills: [],
							missedKills: 0,
							paused: false,
							rate: plan.rate,
							onInterrupt: plan.onInterrupt,
						},
					};
		}

		case 'kill-route': {
			return {...state, route: event.route};
		}

		case 'control-lost': {
			return {...state, controlLost: event.failure};
		}

		case 'control-back': {
			const {controlLost, run, ...rest} = state;
			return {...rest, ...(run && {run: {...run, controlBackAt: event.at}})};
		}

		default: {
			return state.run ? {...state, run: reduceRun(state.run, event)} : state;
		}
	}
}

function reduceRun(run: RunState, event: LabEvent): RunState {
	const {at} = event;

	switch (event.type) {
		case 'connection-id': {
			return {...run, connectionId: event.connectionId};
		}

		case 'file-started': {
			const {file, name} = event;
			const started: FileState = {file, name, startedAt: at, bytes: 0, rate: 0};
			return {...run, files: [...run.files, started]};
		}

		case 'file-made': {
			return changeFile(run, event.file, {madeAt: at});
		}

		case 'statement-started': {
			const {statement, kind, file} = event;
			const started: StatementState = {statement, kind, file, startedAt: at};
			const {queryId, ...known} = run;
			return {
				...(kind === 'insert' && file !== undefined
					? changeFile(known, file, {
							bytes: 0,
							rate: 0,
							rateFrom: {at, bytes: 0},
						})
					: known),
				statements: [...run.statements, started],
			};
		}

		case 'upload-progress': {
			return progress(run, event.file, event.bytes, at);
		}

		case 'statement-sent': {
			return changeStatement(run, event.statement, {sentAt: at});
		}

		case 'statement-ended': {
			const {statement, outcome} = event;
			const kind = run.statements.find(
				other => other.statement === statement,
			)?.kind;
			const left = leftBy(run, kind, outcome);
			const {queryId, ...known} = run;
			return {
				...changeStatement(known, statement, {
					ended: {at, outcome},
					...(left && {left}),
				}),
				transaction: transactionAfter(run, kind, outcome),
			};
		}

		case 'hash-compared': {
			return changeFile(run, event.file, {equal: event.equal});
		}

		case 'connection-lost': {
			return {
				...run,
				lost: run.lost ?? {at, failure: event.failure},
				transaction: run.transaction === 'open' ? 'lost' : run.transaction,
			};
		}

		case 'kill-sent': {
			const {kill, kind, connectionId, statement, keyAt} = event;
			const sent: KillState = {
				kill,
				kind,
				connectionId,
				keyAt,
				...(statement !== undefined && {statement}),
				...sendingIn(run, at),
			};
			return {...run, kills: [...run.kills, sent]};
		}

		case 'kill-rerouted': {
			const {kill, failure, statement} = event;
			return {
				...run,
				kills: run.kills.map(known =>
					known.kill === kill
						? sentAgain(known, failure, {statement, ...sendingIn(run, at)})
						: known,
				),
			};
		}

		case 'kill-acknowledged': {
			return changeKill(run, event.kill, {answer: {type: 'acknowledged', at}});
		}

		case 'kill-refused': {
			const {failure} = event;
			const type = isConnectionLost(failure) ? 'unanswered' : 'refused';
			return changeKill(run, event.kill, {answer: {type, at, failure}});
		}

		case 'kill-view': {
			return seenAtKill(run, event.kill, event.thread, at);
		}

		case 'kill-effect': {
			return takesEffect(run, event.kill, event.effect, at);
		}

		case 'server-view': {
			return seen(run, event.view, at);
		}

		case 'pace': {
			return {...run, paused: event.paused, rate: event.rate};
		}

		case 'on-interrupt': {
			return {...run, onInterrupt: event.onInterrupt};
		}

		case 'armed': {
			return {...run, armed: event.kill};
		}

		case 'run-broken': {
			return {...run, broken: event.message};
		}

		case 'look-started': {
			return {...run, lookedAt: at};
		}

		case 'verdict': {
			return {...run, verdict: {verdict: event.verdict, at}};
		}

		case 'kill-missed': {
			return {...run, missedKills: run.missedKills + 1};
		}

		case 'server':
		case 'preflight':
		case 'run-started':
		case 'kill-route':
		case 'control-lost':
		case 'control-refused':
		case 'control-back': {
			return run;
		}
	}
}

function progress(
	run: RunState,
	file: number,
	bytes: number,
	at: number,
): RunState {
	const known = run.files[file];
	if (!known) {
		return run;
	}

	const from = known.rateFrom ?? {at, bytes: 0};
	const elapsed = at - from.at;
	return elapsed < rateWindow
		? changeFile(run, file, {bytes})
		: changeFile(run, file, {
				bytes,
				rate: ((bytes - from.bytes) / elapsed) * 1000,
				rateFrom: {at, bytes},
			});
}

/** Where the run is when a kill is sent, or sent again. */
function sendingIn(
	run: RunState,
	at: number,
): Pick<KillState, 'sentAt' | 'phase' | 'file' | 'isBlocked'> {
	return {
		sentAt: at,
		phase: phase(run),
		file: fileInHand(run),
		...(isBlockedCommit(run) && {isBlocked: true}),
	};
}

function sentAgain(
	{isBlocked, ...kill}: KillState,
	failure: Failure,
	again: ReturnType<typeof sendingIn> & Pick<KillState, 'statement'>,
): KillState {
	const {statement, sentAt} = kill;
	return {
		...kill,
		...again,
		refused: {
			...(statement !== undefined && {statement}),
			failure,
			sentAt,
			at: again.sentAt,
		},
	};
}

function fileInHand(run: RunState): KillState['file'] {
	const statement = currentStatement(run);
	const file = run.files.at(-1);
	if (!file || (statement && statement.file === undefined)) {
		return undefined;
	}

	return {file: file.file, part: file.bytes / run.plan.size};
}

function isBlockedCommit(run: RunState): boolean {
	const thread = run.view?.view.thread;
	return (
		currentStatement(run)?.kind === 'commit' &&
		thread?.type === 'alive' &&
		isCommitBlocked(thread)
	);
}

/** What an interrupted statement leaves in its open transaction. A COMMIT that is interrupted rolls everything back [measured]. */
function leftBy(
	run: RunState,
	kind: StatementState['kind'] | undefined,
	outcome: StatementOutcome,
): StatementState['left'] {
	return outcome.type === 'error' &&
		outcome.failure.errno === queryInterrupted &&
		run.transaction === 'open' &&
		kind !== 'commit'
		? {rows: storedFiles(run), next: run.onInterrupt}
		: undefined;
}

function transactionAfter(
	{transaction}: RunState,
	kind: StatementState['kind'] | undefined,
	outcome: StatementOutcome,
): TransactionState {
	if (outcome.type === 'lost') {
		return transaction === 'open' ? 'lost' : transaction;
	}

	if (outcome.type === 'error') {
		return transaction;
	}

	switch (kind) {
		case 'begin': {
			return 'open';
		}

		case 'commit': {
			return 'committed';
		}

		case 'rollback': {
			return 'rolled back';
		}

		default: {
			return transaction;
		}
	}
}

function changeFile(
	run: RunState,
	file: number,
	change: Partial<FileState>,
): RunState {
	return {
		...run,
		files: run.files.map(known =>
			known.file === file ? {...known, ...change} : known,
		),
	};
}
