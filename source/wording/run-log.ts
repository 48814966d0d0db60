import {formatDuration, formatPercent} from '../format.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {mayBePrepared} from '../lab/history/may-be-prepared.js';
import {struckOk} from '../lab/workloads/facts/struck.js';
import {uploadPhase} from '../lab/workloads/facts/phases.js';
import {
	phaseOfKill,
	type KillState,
	type RunState,
	type StatementState,
} from '../lab/history/state.js';
import {type Failure} from '../server/failure.js';
import {recoveredWords} from './recovered-words.js';
import {statementName} from './statement-name.js';
import {count, effectWord, killName, okWith} from './words.js';

/** A line of the short log of a run. */
export type LogLine = {
	/** On the session's clock, in ms. */
	readonly at: number;
	readonly text: string;
};

/** What has happened in a run so far, oldest first. Pure. */
export function runLog(run: RunState): readonly LogLine[] {
	const {startedAt, lost, broken, lookedAt, goneAt, recovered, verdict} = run;
	return [
		{at: startedAt, text: `run ${run.run} on connection ${run.connectionId}`},
		...run.statements.flatMap(statement => statementLines(run, statement)),
		...run.kills.flatMap(kill => killLines(run, kill)),
		...(run.question
			? lineAt(run.question.askedAt, 'the client asks what to do')
			: []),
		...(run.answered ?? []).flatMap(({askedAt, at, answer}) => [
			{at: askedAt, text: 'the client asks what to do'},
			{
				at,
				text:
					answer === undefined ? 'nobody answered' : `you answered: ${answer}`,
			},
		]),
		...lineAt(lost?.at, 'the client lost its connection'),
		...lineAt(
			lookedAt,
			broken === undefined
				? 'the observer waits until thread and transaction are gone'
				: `run aborted: ${broken}`,
		),
		...lineAt(
			goneAt,
			mayBePrepared(run)
				? 'the thread is gone from the server'
				: 'thread and transaction are gone from the server',
		),
		...(recovered ? lineAt(recovered.at, recoveredWords(recovered)) : []),
		...lineAt(verdict?.at, `verdict: ${verdict?.verdict.outcome ?? ''}`),
	].toSorted((one, other) => one.at - other.at);
}

function lineAt(at: number | undefined, text: string): LogLine[] {
	return at === undefined ? [] : [{at, text}];
}

const loggedRoles = new Set<StatementState['role']>([
	'target',
	'savepoint',
	'prepare',
	'commit',
	'rollback',
]);

function statementLines(run: RunState, statement: StatementState): LogLine[] {
	const {role, startedAt, sentAt, ended, left} = statement;
	if (!loggedRoles.has(role) || !ended) {
		return [];
	}

	const name = statementName(run, statement);
	const upload = role === 'target' ? uploadPhase(factsOf(run.plan)) : undefined;
	const times =
		sentAt === undefined
			? ''
			: upload === undefined
				? ` ${ended.outcome.type === 'ok' ? 'in' : 'after'} ${formatDuration(ended.at - sentAt)}`
				: `: ${upload} ${formatDuration(sentAt - startedAt)}, server ${formatDuration(ended.at - sentAt)}`;
	return [
		{at: ended.at, text: `${name} ${outcomeWords(run, ended.outcome)}${times}`},
		...(ended.outcome.type === 'error' && ended.outcome.meaning !== undefined
			? [{at: ended.at, text: ended.outcome.meaning}]
			: []),
		...(left
			? [
					{
						at: ended.at,
						text: `the transaction is still open, ${count(left.rows, 'row')} pending`,
					},
				]
			: []),
	];
}

function outcomeWords(
	{plan}: RunState,
	outcome: NonNullable<StatementState['ended']>['outcome'],
): string {
	switch (outcome.type) {
		case 'ok': {
			const returned = struckOk(factsOf(plan), outcome);
			return returned ? okWith(returned) : 'OK';
		}

		case 'lost': {
			return 'was cut off';
		}

		case 'error': {
			return errorWords(outcome.failure);
		}
	}
}

function killLines(run: RunState, kill: KillState): LogLine[] {
	const {
		sentAt,
		answer,
		effect,
		rollbackSeenAt,
		threadGoneAt,
		transactionGoneAt,
	} = kill;
	const name = `kill ${kill.kill}`;
	return [
		{
			at: sentAt,
			text: `${name}: ${killName(kill.kind)} sent, ${sentWhen(run, kill)}`,
		},
		...lineAt(answer?.at, `${name}: ${answer ? answerWords(answer) : ''}`),
		...(effect ? lineAt(effect.at, `${name}: ${effectWord(kill)}`) : []),
		...lineAt(rollbackSeenAt, `${name}: first seen rolling back`),
		...lineAt(threadGoneAt, `${name}: the thread is gone`),
		...lineAt(transactionGoneAt, `${name}: the transaction is gone`),
	];
}

function answerWords(answer: NonNullable<KillState['answer']>): string {
	switch (answer.type) {
		case 'acknowledged': {
			return 'OK, the flag is set';
		}

		case 'refused': {
			return errorWords(answer.failure);
		}

		case 'unanswered': {
			return 'not answered';
		}
	}
}

function errorWords({errno, message}: Failure): string {
	return errno === undefined ? message : `error ${errno}`;
}

/** Where the run was when a kill arrived, in one or two words. */
export function sentWhen(
	{plan}: Pick<RunState, 'plan'>,
	kill: KillState,
): string {
	const {step} = kill;
	const phase = phaseOfKill(kill);
	if (phase === 'over') {
		return 'after run';
	}

	return phase === factsOf(plan).streamedIn && step
		? `${phase} ${formatPercent(step.part)}`
		: phase;
}
