import {formatDuration} from '../format.js';
import {formatAim} from '../lab/kills/notation.js';
import {hitStatement, struckBy, struckReturn} from '../lab/history/effect.js';
import {whyOf} from '../lab/history/kill-knowledge.js';
import {flagIn, placeOf} from '../lab/workloads/facts/phases.js';
import {type Alive} from '../lab/workloads/facts/contract.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {rollbackTimeOf} from '../lab/history/rollback-time.js';
import {hasStruck} from '../lab/history/told-effect.js';
import {type Aim} from '../lab/events/aim.js';
import {type Effect} from '../lab/events/kill.js';
import {
	phaseOfKill,
	type KillState,
	type RunState,
	type StatementState,
} from '../lab/history/state.js';
import {rollbackWords} from './rollback-words.js';
import {
	count,
	describeFailure,
	errorWords,
	effectNames,
	effectWord,
	okWith,
	shortEffects,
} from './words.js';

const nextWords: Readonly<
	Record<NonNullable<StatementState['left']>['next'], (step: string) => string>
> = {
	ask: () => 'the client asks you what to do',
	rollback: () => 'the client rolls back',
	retry: () => 'the client retries',
	skip: step => `the client skips to the next ${step}`,
	savepoint: () => 'the client goes back to its savepoint',
	commit: () => 'the client commits',
	'go on': () => 'the client got an OK and goes on',
	nobody: () => 'nobody answered',
};

/** A kill in plain words, the most important first: what it did, what it left, how that is known, why, and when it all happened. */
export function describeKill(run: RunState, kill: KillState): string {
	return killSentences(run, kill).join(' ');
}

/** The same, sentence by sentence. */
export function killSentences(
	run: RunState,
	kill: KillState,
): readonly string[] {
	const {answer} = kill;
	return [
		describeEffect(run, kill),
		describeLeft(run, kill),
		describeVoid(run, kill),
		answer && describeGone(run, kill, answer.at),
		describeEvidence(run, kill),
		...sentencesOf(whyHere(run, kill)),
		describeTimes(kill),
	].flatMap(sentence => sentence ?? []);
}

/** Why a kill had its effect; absent: it is not known, or not certain that the kill met its statement. */
function whyHere(run: RunState, kill: KillState): string | undefined {
	return kill.effect?.mayHaveMissed ? undefined : whyOf(run, kill);
}

/** A reason, sentence by sentence: where there is no room for all of it, its beginning stays. Nobody has read it: it is what is known of such kills. The dots of "INSERT ... SELECT" end no sentence. */
function sentencesOf(why: string | undefined): readonly string[] {
	return why === undefined
		? []
		: `Known: ${why.replace(/^(?:An?|Its?|No|The)\b/, word => word.toLowerCase())}`.split(
				/(?<=[^.]\.) (?=[A-Z])/,
			);
}

/** A planned kill that was not sent, and why not. */
export function describeUnsent(plan: Aim, run: RunState): string {
	const {moment} = plan;
	const wasUnseen =
		moment.type === 'phase' &&
		placeOf(factsOf(run.plan), moment.phase) > 0 &&
		run.statements.some(
			({role, step, sentAt, reached = []}) =>
				role === 'target' &&
				(moment.step ?? step) === step &&
				sentAt !== undefined &&
				reached.length === 0,
		);
	const why =
		moment.type === 'time'
			? 'the run ended first'
			: wasUnseen
				? `the ${factsOf(run.plan).target} ended before the server was seen executing it`
				: 'its moment never came';
	return `planned ${formatAim(plan)} was not sent: ${why}`;
}

function describeEffect(run: RunState, kill: KillState): string {
	const {answer, effect} = kill;
	if (!answer) {
		return 'no OK yet.';
	}

	if (answer.type === 'unanswered') {
		const words =
			effect && effect.effect !== 'unknown'
				? `${effectWords(run, kill, effect.effect)}, `
				: '';
		return `${words}not answered: the control connection was lost (${answer.failure.message}).`;
	}

	if (answer.type === 'refused' && effect?.effect !== 'already-gone') {
		return `refused: ${describeFailure(answer.failure)}.`;
	}

	if (!effect) {
		return 'waiting for its effect.';
	}

	if (effect.mayHaveMissed) {
		return effectWord(kill);
	}

	return `${whyHere(run, kill) === undefined ? effectWords(run, kill, effect.effect) : effectWord(kill)}.`;
}

/** What a kill did, in a few words that stand alone. */
function effectWords(run: RunState, kill: KillState, effect: Effect): string {
	const outcome = struckBy(kill, run)?.ended?.outcome;
	if (effect === 'interrupted' && outcome?.type === 'error') {
		return `${shortEffects[effect]}, ${errorWords(outcome.failure)}`;
	}

	const returned = struckReturn(kill, run);
	return returned
		? `${shortEffects[effect]}, ${okWith(returned)}`
		: effectNames[effect];
}

/** What a kill that interrupted a statement has left, and what the client does next, as a sentence; absent: it interrupted none. */
export function describeLeft(
	{connectionId, plan}: RunState,
	{left}: KillState,
): string | undefined {
	if (!left) {
		return undefined;
	}

	const {rows, seen} = left;
	const open = seen
		? `Read from INNODB_TRX: transaction ${seen.state} on ${connectionId}, ${count(seen.rows, 'row')}`
		: `Concluded: transaction open on ${connectionId}, ${rows === 0 ? 'no row changed yet' : `${count(rows, 'row')} pending`}`;
	return `${open}; ${left.isChosen ? 'you chose: ' : ''}${nextWords[left.next](factsOf(plan).stepNoun)}.`;
}

/** A killed connection ends the question of what the client does with its transaction. */
function describeVoid(
	{answered = []}: RunState,
	{sentAt, effect}: KillState,
): string | undefined {
	return effect?.effect === 'disconnected' &&
		answered.some(
			({askedAt, at, answer}) =>
				answer === undefined && askedAt <= sentAt && at >= sentAt,
		)
		? 'Its connection is gone, so the question is void.'
		: undefined;
}

/** A rollback that no look has met says something only if looks had this long for it, in ms. */
const longUnseen = 300;

/** That a connection was cut, when what a kill took with it was gone, and how long the rollback took: as seen, since the server does not tell when one begins. */
function describeGone(
	run: RunState,
	kill: KillState,
	acknowledgedAt: number,
): string | undefined {
	const {plan} = run;
	const {phase, threadGoneAt, transactionGoneAt} = kill;
	if (threadGoneAt === undefined) {
		return undefined;
	}

	const origin = "the KILL's OK";
	const cut = `Read: ${run.lost ? 'the connection was cut; ' : ''}`;
	const thread = describeSince(threadGoneAt, acknowledgedAt, origin);
	if (transactionGoneAt === undefined) {
		return `${cut}thread gone ${thread}.`;
	}

	const transaction = describeSince(transactionGoneAt, acknowledgedAt, origin);
	const time = rollbackTimeOf(run, kill);
	if (time === undefined) {
		// A COMMIT may have been faster, and some tables have no transactions.
		const isUndone =
			phase !== 'commit' && factsOf(plan).transactionNote === undefined;
		const unseen =
			transaction === thread && threadGoneAt - acknowledgedAt > longUnseen
				? '; no look has met it at work'
				: '';
		return [
			`${cut}${transaction === thread ? `thread and transaction gone ${thread}` : `thread gone ${thread}, transaction ${describeSince(transactionGoneAt, acknowledgedAt, 'it')}`}.`,
			...(isUndone
				? [`Concluded: the rollback was over by then${unseen}.`]
				: []),
		].join(' ');
	}

	const began = describeSince(time.from, acknowledgedAt, origin);
	const flag = flagIn(factsOf(plan), phaseOfKill(kill));
	const after =
		!time.isRest && (flag === 'seen' || flag === 'checked')
			? ', once the statement had seen the flag'
			: '';
	return `Concluded from looks: ${rollbackWords(time)}: ${time.isRest ? 'seen' : 'first seen'} ${began}${after}, and finished ${describeSince(time.to, acknowledgedAt, 'it')}. ${cut}thread gone ${thread}.`;
}

/** How the effect is known: what the client read, or what it is concluded from. */
function describeEvidence(run: RunState, kill: KillState): string | undefined {
	switch (kill.effect?.effect) {
		case 'interrupted': {
			const {name, ended, undoSeenAt} = struckBy(kill, run) ?? {};
			const returned = struckReturn(kill, run);
			return ended?.outcome.type === 'error'
				? `Read: the ${name} returned ${errorWords(ended.outcome.failure)}${undoSeenAt === undefined ? '' : `, after its rows were seen being undone for about ${formatDuration(ended.at - undoSeenAt)}`}.`
				: returned && `Read: the ${name} returned ${okWith(returned)}.`;
		}

		case 'lost':
		case 'too-late': {
			return describeConclusion(kill, run);
		}

		case 'disconnected': {
			// When it is gone is told with that.
			return kill.answer && kill.threadGoneAt !== undefined
				? undefined
				: run.lost
					? 'Read: the connection was cut.'
					: 'Read from the server: the thread is gone.';
		}

		case 'no-statement': {
			return 'Concluded: the client had none in flight.';
		}

		case 'already-gone': {
			return kill.answer?.type === 'refused'
				? 'Read: the KILL returned error 1094.'
				: 'Concluded: the connection had been lost before it.';
		}

		case 'unknown': {
			return kill.answer?.type === 'acknowledged'
				? describeUnknown(run, kill)
				: undefined;
		}

		case 'refused':
		case undefined: {
			return undefined;
		}
	}
}

/** What was seen of a kill whose effect nobody was told. */
function describeUnknown(run: RunState, kill: KillState): string {
	const {name, undoSeenAt} = hitStatement(kill, run) ?? {};
	return undoSeenAt !== undefined && undoSeenAt >= kill.sentAt
		? `Read: the rows of the ${name} were seen being undone, and its answer never came.`
		: 'Nothing that was read tells its effect.';
}

/** What the server shows of a thread, in a few words. */
function shownOf({command, state}: Alive): string {
	return [command, state].filter(Boolean).join(' / ');
}

/** What a kill that a statement has outlived is concluded from. */
function describeConclusion(kill: KillState, run: RunState): string {
	const {thread, sentAt, effect, answer} = kill;
	const hit = hitStatement(kill, run);
	if (!hit && thread?.type === 'alive') {
		return `Read: the connection had been cut before it, and with the KILL the server showed ${shownOf(thread)}.`;
	}

	const {name = 'statement', startedAt = sentAt, ended} = hit ?? {};
	const isOk = ended?.outcome.type === 'ok';
	if (ended && answer && effect?.mayHaveMissed) {
		return `Read: the ${name} returned OK, ${formatDuration(answer.at - ended.at)} before the KILL's OK came. Whether the KILL came before or after the end of the ${name}, nothing tells.`;
	}

	// A thread that sleeps shows nothing of a statement that has come whole.
	if (
		thread?.type === 'alive' &&
		(effect?.effect === 'lost' || thread.command !== 'Sleep')
	) {
		// That of a lost kill may have met another statement.
		return `Concluded from what was read: the ${name} ${isOk ? 'returned OK' : 'went on'}, and with the KILL the server showed ${shownOf(thread)}${thread.command === 'Killed' ? ': that is the flag, not yet an effect' : ''}.`;
	}

	const sent = `sent ${describeSince(sentAt, startedAt, `the ${name}`)}`;
	return `Concluded from the times: ${sent}, ${isOk ? `which returned OK ${formatDuration(ended.at - sentAt)} later` : 'which went on'}.`;
}

function describeTimes({
	keyAt,
	sentAt,
	refused,
	answer,
	effect,
}: KillState): string {
	const first = refused?.sentAt ?? sentAt;
	const answered =
		answer &&
		answer.type !== 'unanswered' &&
		`${answer.type === 'refused' ? 'answered' : 'OK'} ${formatDuration(answer.at - sentAt)} after that`;
	return `${[
		keyAt === undefined
			? 'Sent as planned'
			: `Sent ${formatDuration(first - keyAt)} after the key`,
		refused &&
			`refused ${formatDuration(refused.at - refused.sentAt)} after that: ${describeFailure(refused.failure)}, sent again`,
		answered,
		answer?.type === 'acknowledged' &&
			effect &&
			`${hasStruck(effect.effect) ? 'effect seen' : 'settled'} ${describeSince(effect.at, answer.at, 'the OK')}`,
	]
		.filter(Boolean)
		.join(', ')}.`;
}

/** A time relative to a moment: some things are seen before the KILL's OK. */
function describeSince(at: number, from: number, moment: string): string {
	const elapsed = at - from;
	if (elapsed === 0) {
		return `with ${moment}`;
	}

	return elapsed > 0
		? `${formatDuration(elapsed)} after ${moment}`
		: `${formatDuration(-elapsed)} before ${moment}`;
}
