import {formatDuration} from '../format.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {describeKill} from '../wording/kill-sentence.js';
import {count, effectWord} from '../wording/words.js';
import {timesOf} from '../lab/history/times-of-kill.js';
import {placeOfKill} from './kill-place.js';
import {codeSpan, plainText, table} from './markdown.js';

/** More kills of one run than these are counted, not listed. */
const mostKills = 200;

/** The heads of the table of kills. */
export const killHeads = [
	'kill',
	'sent',
	'statement',
	'when',
	'effect',
	'OK',
	'client',
	'thread',
	'transaction',
] as const;

/** What the times of that table mean. */
export const killTimes =
	"Sent: since the run began. OK: since the kill was sent. The other times: since the KILL's OK, or since the kill was sent if there was none. The client's end is when its error arrived; thread and transaction are gone when the server was first seen without them.";

/** Which kills of a run are told, and how many more there are. Pure. */
export function toldKills({kills}: Pick<RunState, 'kills'>): {
	readonly told: readonly KillState[];
	readonly more: number;
} {
	const told = kills.slice(0, mostKills);
	return {told, more: kills.length - told.length};
}

/** The kills of a run as Markdown: a table, then each in words. Pure. */
export function killsSection(run: RunState): readonly string[] {
	const {told: kills, more} = toldKills(run);
	return kills.length === 0
		? ['No kill was sent.']
		: [
				...table(
					killHeads,
					kills.map(kill =>
						killCells(run, kill).map((text, column) =>
							killHeads[column] === 'statement'
								? codeSpan(text, {isInTable: true})
								: plainText(text),
						),
					),
				),
				'',
				killTimes,
				'',
				...kills.map(
					kill => `- Kill ${kill.kill}: ${plainText(describeKill(run, kill))}`,
				),
				...(more > 0 ? [`- And ${count(more, 'kill')} more.`] : []),
			];
}

const none = '-';

/** A kill in that table, as text. Pure. */
export function killCells(run: RunState, kill: KillState): readonly string[] {
	const {answer, sentAt} = kill;
	const {interrupted, cut, threadGone, transactionGone} = timesOf(run, kill);
	return [
		String(kill.kill),
		formatDuration(sentAt - run.startedAt),
		kill.statement,
		placeOfKill(run, kill),
		effectWord(kill),
		answer === undefined ? 'no answer' : formatDuration(answer.at - sentAt),
		cut === undefined
			? interrupted === undefined
				? none
				: `its error ${since(interrupted)}`
			: `cut ${since(cut)}`,
		kill.left ? 'stays' : gone(threadGone),
		kill.left ? 'left open' : gone(transactionGone),
	];
}

function gone(time: number | undefined): string {
	return time === undefined ? none : `gone ${since(time)}`;
}

function since(time: number): string {
	return time < 0 ? `${formatDuration(-time)} before it` : formatDuration(time);
}
