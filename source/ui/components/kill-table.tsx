import cliTruncate from 'cli-truncate';
import {Text} from 'ink';
import {grouped} from '../../format.js';
import {type KillTableRow} from '../../lab/history/kill-table.js';
import {withoutDoubt} from '../../lab/history/told-effect.js';
import {effectsOf, type TriedEffects} from '../../lab/history/tried.js';
import {type Knowledge} from '../../lab/workloads/facts/knowledge.js';
import {killColumn, shortEffects} from '../../wording/words.js';

type Props = {
	/** All rows of one workload: they give the columns their widths. */
	readonly rows: readonly KillTableRow[];
	/** Those that there is room for; absent: all. */
	readonly shown?: readonly KillTableRow[];
	/** Those that are told in full elsewhere. */
	readonly told: readonly KillTableRow[];
	/** What follows what the table is about. */
	readonly note?: string;
	/** Cells. */
	readonly width: number;
};

/** The lines of the table that are no rows: what it is about, and its headings. */
export const headLines = 2;

/** What kills of each kind did in each phase of a workload, beside what is known. */
export function KillTable({rows, shown = rows, told, note = '', width}: Props) {
	const widths = columnWidths(rows, width);
	const tried = rows.filter(({tried}) => Object.keys(tried).length > 0);
	return (
		<>
			<Text dimColor wrap="truncate">
				{`What kills do in ${rows[0]?.workload}: ${tried.length} of ${rows.length} tried${note}`}
			</Text>
			<Text dimColor wrap="truncate">
				{`  ${'phase'.padEnd(widths.phase)}${'kill'.padEnd(kindWidth)}${'seen here'.padEnd(widths.tried)}known so far`}
			</Text>
			{shown.map(row => (
				<Row
					key={`${row.phase} ${row.kind}`}
					row={row}
					isTold={told.includes(row)}
					widths={widths}
				/>
			))}
		</>
	);
}

const kindWidth = 7;

type Widths = {readonly phase: number; readonly tried: number};

function Row({
	row,
	isTold,
	widths,
}: {
	readonly row: KillTableRow;
	readonly isTold: boolean;
	readonly widths: Widths;
}) {
	const {phase, kind, tried, known} = row;
	const seen = triedWords(tried);
	return (
		<Text bold={isTold} wrap="truncate">
			{isTold ? '▸ ' : '  '}
			{phaseName(phase).padEnd(widths.phase)}
			{killColumn[kind].padEnd(kindWidth)}
			{seen === '' ? (
				<Text dimColor>{'not yet'.padEnd(widths.tried)}</Text>
			) : (
				<Text color={isSurprise(row) ? 'yellow' : 'green'}>
					{cliTruncate(seen, widths.tried - 1).padEnd(widths.tried)}
				</Text>
			)}
			{knownWords(known)}
		</Text>
	);
}

/** As the list of kills calls it. */
function phaseName(phase: string): string {
	return phase === 'over' ? 'after run' : phase;
}

/** `2 lost, 1 interrupted`. */
function triedWords(tried: TriedEffects): string {
	return effectsOf(tried)
		.map(effect => `${grouped(tried[effect] ?? 0)} ${shortEffects[effect]}`)
		.join(', ');
}

function knownWords(known: Knowledge | undefined): string {
	return known
		? effectsOf(known.why)
				.map(effect => shortEffects[effect])
				.join(', ')
		: 'nothing';
}

/** Whether an effect was seen that is not known there. */
function isSurprise({tried, known}: KillTableRow): boolean {
	return effectsOf(tried).some(
		effect => known?.why[withoutDoubt(effect)] === undefined,
	);
}

function columnWidths(rows: readonly KillTableRow[], width: number): Widths {
	const phase = Math.max(...rows.map(({phase}) => phaseName(phase).length)) + 1;
	const wanted = Math.max(
		'seen here'.length,
		...rows.map(({tried}) => triedWords(tried).length),
	);
	const known = Math.max(...rows.map(row => knownWords(row.known).length));
	const rest = width - 2 - phase - kindWidth;
	// What is known may be cut off: it is told below.
	return {
		phase,
		tried: Math.min(wanted + 2, Math.max(rest - known, Math.floor(rest / 2))),
	};
}
