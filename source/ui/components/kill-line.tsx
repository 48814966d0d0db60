import {Text} from 'ink';
import {formatDuration, formatPercent} from '../../format.js';
import {type Effect} from '../../lab/kill.js';
import {phaseOfKill, type KillState, type RunState} from '../../lab/state.js';
import {describeKill} from '../../kill-words.js';
import {shortEffects} from '../../words.js';
import {Paragraph} from './paragraph.js';

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

/** The newest kill in a sentence of its own: what it did, when, and why. */
export function KillSentence({run, kill}: Props & {readonly run: RunState}) {
	return <Paragraph>{describeKill(run, kill)}</Paragraph>;
}

function sentWhen(kill: KillState): string {
	const {file} = kill;
	const phase = phaseOfKill(kill);
	if (phase === 'over') {
		return 'after the run';
	}

	return phase === 'upload' && file
		? `upload ${formatPercent(file.part)}`
		: phase;
}
