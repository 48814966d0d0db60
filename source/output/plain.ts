import {formatDuration} from '../format.js';
import {formatAim} from '../lab/kills/notation.js';
import {describeKill, describeUnsent} from '../wording/kill-sentence.js';
import {noSuchThread} from '../lab/history/effect.js';
import {type LabEvent, type StatementOutcome} from '../lab/events/events.js';
import {describeProblem} from '../lab/events/finding.js';
import {
	isCommitHeld,
	phaseOfSending,
	statementNumbered,
	type KillState,
	type LabState,
	type RunState,
} from '../lab/history/state.js';
import {uploadPhase} from '../lab/workloads/facts/phases.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {controlClauses} from '../wording/control-words.js';
import {struckOk} from '../lab/workloads/facts/struck.js';
import {describeOthers} from '../wording/others-words.js';
import {recoveredWords} from '../wording/recovered-words.js';
import {describeEnd} from '../wording/run-end.js';
import {phaseWords} from '../wording/phase-words.js';
import {isMoreOfTheSame} from '../wording/view-words.js';
import {questionLine} from '../wording/question-words.js';
import {describeStart} from '../wording/start-words.js';
import {
	describeSight,
	describeWait,
	describeWaitEnd,
} from '../wording/wait-words.js';
import {
	describeFailure,
	describeLeftover,
	describeRate,
	describeServer,
	describeView,
	killName,
	okWith,
} from '../wording/words.js';

/** Enough of a hash to distinguish it; JSON has all of it. */
const hashDigits = 12;

/**
One event as one line of text (one line per warning), or nothing if the event adds nothing to the lines before.

@param state - After the event.
*/
export function plainLine(
	event: LabEvent,
	state: LabState,
): string | undefined {
	if (event.type === 'preflight') {
		return event.warnings.length === 0
			? undefined
			: event.warnings
					.map(
						warning =>
							`${formatClock(event.at)}  warning: ${describeProblem(warning)}`,
					)
					.join('\n');
	}

	const text =
		sessionLine(event, state) ?? (state.run && runLine(event, state.run));
	return text && `${formatClock(event.at)}  ${text}`;
}

/** The line of an event that does not need a run. */
function sessionLine(
	event: LabEvent,
	{server, disarmed, waits = []}: LabState,
): string | undefined {
	switch (event.type) {
		case 'server': {
			return describeServer(event.server);
		}

		case 'planned': {
			return disarmed
				? `disarmed, since ${event.plan.workload.name} has no such moment: ${formatAim(disarmed.kill)}`
				: undefined;
		}

		case 'control-lost': {
			return `the control connection is lost: ${event.failure.message}`;
		}

		case 'kill-route': {
			const {query, connection, byQueryId = query} = event.route;
			return `kills are now sent as ${byQueryId} and ${connection}`;
		}

		case 'control-refused': {
			return `kills are off: ${event.why}`;
		}

		case 'wait-started': {
			return describeWait(event, event.at);
		}

		case 'wait-ended': {
			return describeWaitEnd(event);
		}

		case 'wait-seen': {
			const wait = waits.find(({wait}) => wait === event.wait);
			if (!wait) {
				return undefined;
			}

			const {why, wayOut} = describeSight(event.sight);
			return [
				`${describeWait(wait, event.at)}: ${why}.`,
				...(wayOut === undefined ? [] : [wayOut]),
				'To quit: Ctrl-C',
			].join(' ');
		}

		case 'control-way': {
			const {address, refused} = event;
			return refused === undefined
				? `kills go through the extra port ${address}, so they do not wait for a pool thread`
				: `kills wait for a pool thread: the extra port ${address} can't be used: ${refused}`;
		}

		case 'control-back': {
			return 'the control connection is back, on the same server';
		}

		case 'left': {
			return describeLeftover(event.leftover, server?.address ?? 'the server');
		}

		default: {
			return undefined;
		}
	}
}

function runLine(event: LabEvent, run: RunState): string | undefined {
	switch (event.type) {
		case 'run-started': {
			const {plan, connectionId} = event;
			return describeStart(event.run, plan, connectionId);
		}

		case 'step-made': {
			return event.hash === undefined
				? event.control &&
						controlClauses(event.control, run.plan.steps).join('; ')
				: `${stepName(run, event.step)}: generated, SHA-256 ${event.hash.slice(0, hashDigits)}…`;
		}

		case 'statement-started': {
			if (event.role !== 'target' || event.step === undefined) {
				return undefined;
			}

			const upload = uploadPhase(factsOf(run.plan));
			return `${stepName(run, event.step)}: ${event.name}${upload === undefined ? '' : `, ${upload}`} starts on connection ${run.connectionId}`;
		}

		case 'statement-sent': {
			const {role} = statementNumbered(run, event.statement) ?? {};
			const upload = uploadPhase(factsOf(run.plan));
			return role === 'target' && upload !== undefined
				? `${upload} done; the server may still be receiving it`
				: undefined;
		}

		case 'statement-ended': {
			return endLine(event.statement, event.outcome, run);
		}

		case 'step-checked': {
			const {check} = factsOf(run.plan);
			return `${stepName(run, event.step)}: ${event.isIntact ? check?.intact : check?.damaged}`;
		}

		case 'connection-lost': {
			return run.lost?.at === event.at
				? `connection ${run.connectionId} lost: ${event.failure.message}`
				: undefined;
		}

		case 'kill-sent': {
			return `kill ${event.kill}: ${event.statement} sent ${phaseWords(phaseOfSending(run), run.plan)}`;
		}

		case 'kill-unsent': {
			return describeUnsent(event.plan, run);
		}

		case 'kill-missed': {
			return `${killName(event.kind)} not sent: the control connection is lost`;
		}

		case 'kill-acknowledged': {
			return killLine(
				run,
				event.kill,
				kill =>
					`OK ${formatDuration(event.at - kill.sentAt)} after it was sent`,
			);
		}

		case 'kill-refused': {
			// It is not an error, and the effect says so.
			if (event.failure.errno === noSuchThread) {
				return undefined;
			}

			return killLine(
				run,
				event.kill,
				kill =>
					`${kill.answer?.type === 'unanswered' ? 'not answered' : 'refused'}: ${describeFailure(event.failure)}`,
			);
		}

		case 'kill-rerouted': {
			return killLine(
				run,
				event.kill,
				() =>
					`refused: ${describeFailure(event.failure)}; sent again at once as ${event.statement}`,
			);
		}

		case 'kill-effect': {
			return killLine(run, event.kill, kill => describeKill(run, kill));
		}

		case 'server-view': {
			const {thread, transaction} = describeView(event.view);
			return isMoreOfTheSame(event.view, run.view?.before)
				? undefined
				: `server: thread ${thread}; transaction ${transaction}${goneAfter(run, event.at)}`;
		}

		case 'others-view': {
			return describeOthers(event.others, run.plan);
		}

		case 'pace': {
			return isCommitHeld(run)
				? 'paused before COMMIT; resuming sends it'
				: event.paused
					? 'upload paused'
					: `upload at ${describeRate(event.rate)}`;
		}

		case 'on-interrupt': {
			return `after an interruption: ${event.onInterrupt}`;
		}

		case 'interrupt-asked':
		case 'interrupt-answered': {
			return questionLine(event, run);
		}

		case 'armed': {
			return event.kill ? `armed: ${formatAim(event.kill)}` : undefined;
		}

		case 'run-broken': {
			return `run aborted: ${event.message}`;
		}

		case 'look-started': {
			return 'waiting until thread and transaction are gone, then reading the table';
		}

		case 'recovered': {
			return recoveredWords(event);
		}

		case 'verdict': {
			return `verdict: ${describeEnd(run)}`;
		}

		default: {
			return undefined;
		}
	}
}

/** How long after the KILL, if this look is the first to find the thread or the transaction of a killed connection gone. */
function goneAfter({kills}: RunState, at: number): string {
	const kill = kills.find(
		({threadGoneAt, transactionGoneAt}) =>
			threadGoneAt === at || transactionGoneAt === at,
	);
	return kill?.answer
		? `, ${formatDuration(at - kill.answer.at)} after the OK of kill ${kill.kill}`
		: '';
}

function endLine(
	number: number,
	outcome: StatementOutcome,
	run: RunState,
): string | undefined {
	const statement = statementNumbered(run, number);
	if (!statement?.ended) {
		return undefined;
	}

	const {role, name, step, startedAt, sentAt, ended} = statement;
	const what = step === undefined ? name : `${stepName(run, step)}: ${name}`;
	if (outcome.type !== 'ok') {
		const meaning = outcome.type === 'error' ? outcome.meaning : undefined;
		return `${what} failed: ${describeFailure(outcome.failure)}${meaning === undefined ? '' : `. ${meaning}`}`;
	}

	if (role === 'identify' || role === 'check') {
		return undefined;
	}

	const upload = role === 'target' ? uploadPhase(factsOf(run.plan)) : undefined;
	const parts =
		upload === undefined || sentAt === undefined
			? formatDuration(ended.at - startedAt)
			: `${upload} ${formatDuration(sentAt - startedAt)}, server ${formatDuration(ended.at - sentAt)}`;
	const returned =
		role === 'target' ? struckOk(factsOf(run.plan), outcome) : undefined;
	return `${what} ${returned ? okWith(returned) : 'OK'}, ${parts}`;
}

function killLine(
	run: RunState,
	number: number,
	describe: (kill: KillState) => string,
): string | undefined {
	const kill = run.kills.find(({kill}) => kill === number);
	return kill && `kill ${number}: ${describe(kill)}`;
}

function stepName({steps, plan}: RunState, step: number): string {
	return steps[step]?.name ?? factsOf(plan).stepName(step);
}

/** Seconds and milliseconds since the session began, right-aligned. */
function formatClock(at: number): string {
	return (at / 1000).toFixed(3).padStart(9);
}
