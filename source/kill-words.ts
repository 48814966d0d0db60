import {formatDuration} from './format.js';
import {type OnInterrupt} from './lab/plan.js';
import {whyOf} from './lab/kill-knowledge.js';
import {type KillState, type RunState} from './lab/state.js';
import {count, effectWords, shortEffects} from './words.js';

const nextWords: Readonly<Record<OnInterrupt, string>> = {
	rollback: 'the client rolls back',
	retry: 'the client tries again',
	skip: 'the client goes on with the next file',
	commit: 'the client commits',
};

/** A kill from key to effect in plain words: when it was sent and acknowledged, what it did, when that was seen, and why. */
export function describeKill(run: RunState, kill: KillState): string {
	const {sentAt, answer, effect} = kill;
	const sent = describeSending(kill);
	if (!answer) {
		return `${sent}, not acknowledged yet`;
	}

	if (answer.type === 'refused' && effect?.effect !== 'already-gone') {
		return `${sent}, refused: ${answer.failure.message}`;
	}

	if (answer.type === 'unanswered') {
		const words =
			effect && effect.effect !== 'unknown'
				? `: ${effectWords[effect.effect]}`
				: '';
		return `${sent}, not answered${words}. The connection that kills was lost: ${answer.failure.message}`;
	}

	const acknowledged = `${sent}, ${answer.type === 'refused' ? 'answered' : 'OK'} in ${formatDuration(answer.at - sentAt)}`;
	if (!effect) {
		return `${acknowledged}, waiting for its effect`;
	}

	const later =
		effect.at > answer.at
			? ` ${formatDuration(effect.at - answer.at)} later`
			: '';
	const why = whyOf(run, kill);
	const words = why === undefined ? effectWords : shortEffects;
	return [
		`${acknowledged}, ${words[effect.effect]}${later}.`,
		describeLeft(run, kill) ?? describeGone(kill, answer.at),
		why,
	]
		.filter(Boolean)
		.join(' ');
}

function describeSending({keyAt, sentAt, refused}: KillState): string {
	if (!refused) {
		return `sent in ${formatDuration(sentAt - keyAt)}`;
	}

	const {failure, sentAt: first, at} = refused;
	return `sent in ${formatDuration(first - keyAt)}, refused in ${formatDuration(at - first)} (${failure.errno ?? failure.message}), sent again`;
}

function describeLeft(
	{connectionId}: RunState,
	{left}: KillState,
): string | undefined {
	return (
		left &&
		`Transaction still open on ${connectionId}, ${count(left.rows, 'row')} pending; ${nextWords[left.next]}.`
	);
}

function describeGone(
	{threadGoneAt, transactionGoneAt}: KillState,
	acknowledgedAt: number,
): string | undefined {
	if (threadGoneAt === undefined) {
		return undefined;
	}

	const transaction =
		transactionGoneAt === undefined
			? ''
			: `, transaction after ${formatDuration(transactionGoneAt - acknowledgedAt)}`;
	return `Thread seen gone after ${formatDuration(threadGoneAt - acknowledgedAt)}${transaction}.`;
}
