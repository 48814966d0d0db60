import {Text} from 'ink';
import {formatDuration} from '../../format.js';
import {killSentences} from '../../wording/kill-sentence.js';
import {type Effect} from '../../lab/events/kill.js';
import {type KillState, type RunState} from '../../lab/history/state.js';
import {rollbackTimeOf} from '../../lab/history/rollback-time.js';
import {hasStruck} from '../../lab/history/told-effect.js';
import {sentWhen} from '../../wording/run-log.js';
import {effectWord, killColumn} from '../../wording/words.js';
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
	const {effect} = kill;
	const numberWidth = isNarrow(width) ? digits : Math.max(2, digits);
	const word = effect ? effectWord(kill) : '';
	const room = width - fixedWidth - numberWidth - word.length;

	return (
		<Text wrap="truncate">
			<Text dimColor={!isTold} bold={isTold}>
				{`${String(kill.kill).padStart(numberWidth)} `}
			</Text>
			<Text bold>{killColumn[kill.kind].padEnd(6)}</Text>
			{`${sentWhen(run, kill).padEnd(11)} ${answerWords(kill).padEnd(9)} `}
			{effect ? (
				<Text color={effectColours[effect.effect]}>{word}</Text>
			) : (
				<Text color="yellow">waiting</Text>
			)}
			{laterWords(run, kill).find(words => words.length <= room)}
		</Text>
	);
}

/** When it had its effect and its transaction was seen gone, since the KILL's OK, and how long that was seen rolling back: the longest first. */
function laterWords(run: RunState, kill: KillState): readonly string[] {
	const {answer, effect} = kill;
	// When one without an effect is known to have none says nothing about the kill.
	const struck =
		effect && answer && hasStruck(effect.effect) && effect.at > answer.at
			? ` ${formatDuration(effect.at - answer.at)}`
			: '';
	const alone = struck === '' ? '' : `${struck} after OK`;
	const {gone, rollbacks} = goneWords(run, kill);
	const ended = gone === undefined ? undefined : `${struck}, ${gone} after OK`;
	const [rollback] = rollbacks;
	return [
		...(ended === undefined || rollback === undefined
			? []
			: [`${ended}${rollback}`]),
		...rollbacks.map(rollback => `${alone}${rollback}`),
		...(ended === undefined ? [] : [ended]),
		alone,
		// As short as its origin can be named.
		...(struck === '' ? [] : [` OK+${struck.trim()}`]),
		'',
	];
}

/** When the transaction of a killed connection was seen gone, and how long it was seen rolling back, in two lengths. */
function goneWords(
	run: RunState,
	kill: KillState,
): {readonly gone?: string; readonly rollbacks: readonly string[]} {
	const {kind, answer, transactionGoneAt} = kill;
	if (
		kind !== 'connection' ||
		!answer ||
		transactionGoneAt === undefined ||
		transactionGoneAt <= answer.at
	) {
		return {rollbacks: []};
	}

	const gone = `gone ${formatDuration(transactionGoneAt - answer.at)}`;
	const time = rollbackTimeOf(run, kill);
	if (!time || time.isRest) {
		return {gone, rollbacks: []};
	}

	const took = formatDuration(time.to - time.from);
	return {
		gone,
		rollbacks: [`, rollback about ${took}`, `, rollback ~${took}`],
	};
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

/** When the run of an explained kill is: it goes on, it is an earlier one, or it is replayed and the kill is explained from its end. */
type KillTime = 'present' | 'past' | 'foretold';

const labelOf: Readonly<
	Record<KillTime, (run: number, kill: number) => string>
> = {
	present: (_run, kill) => `Kill ${kill}`,
	past: (run, kill) => `Run ${run}, kill ${kill}`,
	foretold: (_run, kill) => `Kill ${kill}, as it turned out:`,
};

/** What is said of a kill: which it is, and the sentences. */
export function killText(
	run: RunState,
	kill: KillState,
	{time}: {readonly time: KillTime},
): {readonly label: string; readonly sentences: readonly string[]} {
	return {
		label: keepUnits(`${labelOf[time](run.run, kill.kill)}  `),
		sentences: killSentences(run, kill).map(text => keepUnits(text)),
	};
}

/** One kill in its own sentence: what it did, when, and why. */
export function KillSentence({
	run,
	kill,
	width,
	height,
	time = 'present',
}: {
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	readonly run: RunState;
	readonly kill: KillState;
	readonly time?: KillTime;
}) {
	const {label, sentences} = killText(run, kill, {time});
	return (
		<Paragraph>
			<Text bold dimColor={time === 'past'}>
				{label}
			</Text>
			<Text dimColor={time === 'past'}>
				{fitSentences(sentences, {before: label, width, height})}
			</Text>
		</Paragraph>
	);
}
