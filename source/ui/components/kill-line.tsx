import {Text} from 'ink';
import {formatDuration, formatPercent} from '../../format.js';
import {type Effect} from '../../lab/events.js';
import {type KillState} from '../../lab/state.js';
import {effectWords, killName} from '../../words.js';

const shortEffects: Readonly<Record<Effect, string>> = {
	interrupted: 'interrupted',
	lost: 'lost',
	'too-late': 'too late',
	'no-statement': 'no statement',
	disconnected: 'disconnected',
	'already-gone': 'already gone',
	refused: 'refused',
	unknown: 'unknown',
};

/** Red: something was killed. Yellow: the kill did nothing. */
const effectColours: Readonly<Record<Effect, 'red' | 'yellow' | 'gray'>> = {
	interrupted: 'red',
	lost: 'yellow',
	'too-late': 'yellow',
	'no-statement': 'yellow',
	disconnected: 'red',
	'already-gone': 'gray',
	refused: 'yellow',
	unknown: 'yellow',
};

type Props = {readonly kill: KillState};

/** One kill in the log: number, kind, where it was sent, how long the server took to acknowledge it, and what it did. */
export function KillLine({kill}: Props) {
	const {answer, effect} = kill;

	return (
		<Text wrap="truncate">
			<Text dimColor>{String(kill.kill).padStart(2)} </Text>
			<Text bold>{(kill.kind === 'query' ? 'QUERY' : 'CONN').padEnd(6)}</Text>
			{sentWhen(kill).padEnd(13)}
			{(answer ? formatDuration(answer.at - kill.sentAt) : '…').padStart(
				7,
			)}{' '}
			{effect ? (
				<Text color={effectColours[effect.effect]}>
					{shortEffects[effect.effect]}
				</Text>
			) : (
				<Text color="yellow">waiting</Text>
			)}
		</Text>
	);
}

/** The newest kill in a sentence of its own. */
export function KillSentence({kill}: Props) {
	const {answer, effect} = kill;
	const acknowledged =
		answer?.type === 'acknowledged'
			? `acknowledged after ${formatDuration(answer.at - kill.sentAt)}`
			: answer
				? `refused: ${answer.failure.message}`
				: 'not acknowledged yet';
	const what =
		answer && effect
			? `${effectWords[effect.effect]}${effect.at > answer.at ? `, ${formatDuration(effect.at - answer.at)} later` : ''}`
			: 'waiting for its effect';

	return (
		<Text>
			{`${killName(kill.kind)}, ${sentWhen(kill)}: ${acknowledged}; ${what}`}
		</Text>
	);
}

function sentWhen({phase, file}: KillState): string {
	if (phase === 'over') {
		return 'after the run';
	}

	return phase === 'upload' && file
		? `upload ${formatPercent(file.part)}`
		: phase;
}
