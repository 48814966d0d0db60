import {Text} from 'ink';
import {formatDuration} from '../../format.js';
import {killSentences} from '../../wording/kill-sentence.js';
import {type Effect} from '../../lab/events/kill.js';
import {type KillState, type RunState} from '../../lab/history/state.js';
import {sentWhen} from '../../wording/run-log.js';
import {shortEffects} from '../../wording/words.js';
import {keepUnits} from '../keep-units.js';
import {isNarrow} from '../layout.js';
import {fitSentences} from '../wrapped.js';
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

type Props = {
	readonly run: RunState;
	readonly kill: KillState;
	/** How many digits the highest kill number has. */
	readonly digits: number;
	/** It is the one that is explained in a sentence. */
	readonly isTold: boolean;
	/** Cells. */
	readonly width: number;
};

/** The width of a kill's line without its effect and the effect's time. */
const fixedWidth = 29;

/** One kill in the log: number, kind, where it was sent, how long the server took to accept it, and what it did. */
export function KillLine({run, kill, digits, isTold, width}: Props) {
	const {answer, effect} = kill;
	const numberWidth = isNarrow(width) ? digits : Math.max(2, digits);
	const later =
		effect && answer && effect.at > answer.at
			? ` after ${formatDuration(effect.at - answer.at)}`
			: '';
	const effectWord = effect ? shortEffects[effect.effect] : '';

	return (
		<Text wrap="truncate">
			<Text dimColor={!isTold} bold={isTold}>
				{`${String(kill.kill).padStart(numberWidth)} `}
			</Text>
			<Text bold>{(kill.kind === 'query' ? 'QUERY' : 'CONN').padEnd(6)}</Text>
			{`${sentWhen(run, kill).padEnd(11)} ${answerWords(kill).padEnd(9)} `}
			{effect ? (
				<Text color={effectColours[effect.effect]}>{effectWord}</Text>
			) : (
				<Text color="yellow">waiting</Text>
			)}
			{fixedWidth + numberWidth + effectWord.length + later.length <= width
				? later
				: ''}
		</Text>
	);
}

/** The server's answer with its time; that of an error is in the sentence. */
function answerWords({answer, sentAt}: KillState): string {
	switch (answer?.type) {
		case 'acknowledged': {
			return `OK ${formatDuration(answer.at - sentAt)}`;
		}

		case 'refused': {
			const {errno} = answer.failure;
			return errno === undefined ? 'refused' : `err ${errno}`;
		}

		case 'unanswered': {
			return 'no answer';
		}

		case undefined: {
			return '…';
		}
	}
}

/** What is said of a kill: which it is, and the sentences. */
export function killText(
	run: RunState,
	kill: KillState,
	{isPast}: {readonly isPast: boolean},
): {readonly label: string; readonly sentences: readonly string[]} {
	return {
		label: keepUnits(
			`${isPast ? `Run ${run.run}, kill` : 'Kill'} ${kill.kill}  `,
		),
		sentences: killSentences(run, kill).map(text => keepUnits(text)),
	};
}

/** One kill in its own sentence: what it did, when, and why. */
export function KillSentence({
	run,
	kill,
	width,
	height,
	isPast = false,
}: {
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	readonly run: RunState;
	readonly kill: KillState;
	/** It belongs to an earlier run. */
	readonly isPast?: boolean;
}) {
	const {label, sentences} = killText(run, kill, {isPast});
	return (
		<Paragraph>
			<Text bold dimColor={isPast}>
				{label}
			</Text>
			<Text dimColor={isPast}>
				{fitSentences(sentences, {before: label, width, height})}
			</Text>
		</Paragraph>
	);
}
