import {type ServerFacts} from '../lab/events/events.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {describeLeft, describeUnsent} from '../wording/kill-sentence.js';
import {effectAsKnown} from '../wording/known-words.js';
import {sentWords} from '../wording/phase-words.js';
import {describeEnd} from '../wording/run-end.js';
import {count, killName} from '../wording/words.js';
import {endsClause} from './kill-times.js';
import {nameKills} from './name-kills.js';
import {commandLines, repeatCommand} from './repeat-command.js';
import {repeatDoubts} from './repeat-notes.js';
import {wrapText} from './wrap-text.js';

/** More kills of one run than these are counted, not listed. */
const mostKills = 20;

/** Before the second line of what is told of a run. */
const indent = '       ';

/**
A run as it stays on the terminal: its verdict, its kills with their effects and times, and the command that repeats it. Pure.

@param further - What else to say of it, after the verdict: a sentence each.
@param width - Cells.
*/
export function summariseRun(
	server: ServerFacts | undefined,
	run: RunState,
	further: readonly string[],
	width: number,
): readonly string[] {
	const rows = killRows(run);
	const left = rows
		.slice(mostKills)
		.reduce((sum, {kills}) => sum + kills.length, 0);
	return [
		...[describeEnd(run), ...further].flatMap(text =>
			wrapText(`run ${run.run}: ${text}`, width, indent),
		),
		...rows
			.slice(0, mostKills)
			.flatMap(({words, kills}) =>
				wrapText(
					`run ${run.run}, ${nameKills(kills)}: ${words}`,
					width,
					indent,
				),
			),
		...(left === 0 ? [] : [`run ${run.run}: and ${count(left, 'kill')} more`]),
		...(run.unsentKills ?? []).flatMap(aim =>
			wrapText(`run ${run.run}: ${describeUnsent(aim, run)}`, width, indent),
		),
		...repeatLines(server, run, width),
	];
}

/** Neighbours of which the same is to be said share a row. */
function killRows(
	run: RunState,
): ReadonlyArray<{readonly words: string; readonly kills: number[]}> {
	const rows: Array<{words: string; kills: number[]}> = [];
	for (const kill of run.kills) {
		const words = describeInShort(run, kill);
		const row = rows.at(-1);
		if (row?.words === words) {
			row.kills.push(kill.kill);
		} else {
			rows.push({words, kills: [kill.kill]});
		}
	}

	return rows;
}

function describeInShort(run: RunState, kill: KillState): string {
	const {kind} = kill;
	return [
		`${killName(kind)} ${sentWords(run, kill)}: ${effectAsKnown(run, kill)}`,
		endsClause(run, kill),
		asClause(describeLeft(run, kill)),
	]
		.filter(Boolean)
		.join('; ');
}

/** A sentence without its capital and its full stop. */
function asClause(sentence: string | undefined): string | undefined {
	return sentence && sentence.slice(0, 1).toLowerCase() + sentence.slice(1, -1);
}

function repeatLines(
	server: ServerFacts | undefined,
	run: RunState,
	width: number,
): readonly string[] {
	const doubts = repeatDoubts(run);
	const why = doubts.length === 0 ? '' : ` (about: ${doubts.join('; ')})`;
	return [
		...wrapText(`  to repeat it${why}:`, width, indent),
		...commandLines(repeatCommand(server, run), width - 4).map(
			line => `    ${line}`,
		),
	];
}
