import cliTruncate from 'cli-truncate';
import {Box, Text} from 'ink';
import {grouped} from '../../format.js';
import {type Effect} from '../../lab/events/kill.js';
import {killTable, type KillTableRow} from '../../lab/history/kill-table.js';
import {type LabState} from '../../lab/history/state.js';
import {type TriedEffects} from '../../lab/history/tried.js';
import {type Knowledge} from '../../lab/workloads/facts/knowledge.js';
import {phaseWords} from '../../wording/phase-words.js';
import {killName, shortEffects} from '../../wording/words.js';
import {entriesOf, type HistoryEntry} from '../history-entries.js';
import {linesAround} from '../lines-around.js';
import {fitSentences, wrappedHeight} from '../wrapped.js';
import {KillLine} from './kill-line.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly state: LabState;
	/** The number of the row that is told in full, from 0. */
	readonly row: number;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
};

/** The lines of the table that are no rows: what it is about, and its headings. */
const headLines = 2;

/** The most lines that the told row takes. */
const mostTold = 6;

/** What kills of each kind did in each phase, beside what is known: the rows of one workload, as many as fit around the one that is told in full below them. */
export function HistoryTable({state, row, width, height}: Props) {
	const rows = killTable(state);
	const told = rows[Math.min(row, rows.length - 1)];
	if (!told) {
		return <Text dimColor>Nothing is known before there is a server.</Text>;
	}

	const workloads = [...new Set(rows.map(({workload}) => workload))];
	const section = rows.filter(({workload}) => workload === told.workload);
	const sentences = sentencesOf(told);
	// The same for all rows, so that nothing jumps.
	const room = Math.min(
		mostTold,
		Math.max(2, Math.floor(height / 3)),
		Math.max(
			...section.map(one => wrappedHeight(sentencesOf(one).join(' '), width)),
		),
	);
	const {start, end} = linesAround(
		section.indexOf(told),
		section.length,
		height - headLines - room,
	);
	const widths = columnWidths(section, width);
	const place =
		workloads.length > 1
			? `, workload ${workloads.indexOf(told.workload) + 1} of ${workloads.length}`
			: '';
	const tried = section.filter(({tried}) => Object.keys(tried).length > 0);
	const gap = section.length + headLines + room < height ? 1 : 0;
	// A blank line, and a line that says what they are.
	const killsRoom = height - headLines - section.length - gap - room - 2;

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<Text dimColor wrap="truncate">
				{`What kills do in ${told.workload}: ${tried.length} of ${section.length} tried${place}`}
			</Text>
			<Text dimColor wrap="truncate">
				{`  ${'phase'.padEnd(widths.phase)}${'kill'.padEnd(kindWidth)}${'seen here'.padEnd(widths.tried)}known so far`}
			</Text>
			{section.slice(start, end).map(one => (
				<Row
					key={`${one.phase} ${one.kind}`}
					row={one}
					isTold={one === told}
					widths={widths}
				/>
			))}
			<Box marginTop={gap} height={room} flexShrink={0} overflowY="hidden">
				<Paragraph>
					<Text>
						{fitSentences(sentences, {before: '', width, height: room})}
					</Text>
				</Paragraph>
			</Box>
			{killsRoom > 0 ? (
				<Kills
					entries={entriesOf(state, told)}
					width={width}
					height={killsRoom}
				/>
			) : undefined}
		</Box>
	);
}

/** The kills that the told row counts, where there is room for them. */
function Kills({
	entries,
	width,
	height,
}: {
	readonly entries: readonly HistoryEntry[];
	/** Cells. */
	readonly width: number;
	/** Lines, without the heading. */
	readonly height: number;
}) {
	const runWidth = Math.max(0, ...entries.map(({run}) => runName(run).length));
	return (
		<Box flexDirection="column" marginTop={1} flexShrink={0}>
			<Text dimColor>
				{entries.length === 0
					? 'Not tried yet.'
					: 'Seen here, the newest first:'}
			</Text>
			{entries.slice(0, height).map(({run, kill, of, sent}) =>
				sent && of.whole ? (
					<Box key={`${run} ${kill}`} flexShrink={0}>
						<Text>{runName(run).padEnd(runWidth)}</Text>
						<KillLine
							run={of.whole}
							kill={sent}
							digits={String(of.kills).length}
							isTold={false}
							width={width - runWidth}
						/>
					</Box>
				) : undefined,
			)}
		</Box>
	);
}

function runName(run: number): string {
	return `  run ${run} `;
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
			{(kind === 'query' ? 'QUERY' : 'CONN').padEnd(kindWidth)}
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

function effectsOf(
	record: Readonly<Partial<Record<Effect, unknown>>>,
): readonly Effect[] {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The record has no other keys.
	return Object.keys(record) as Effect[];
}

/** Whether an effect was seen that is not known there. */
function isSurprise({tried, known}: KillTableRow): boolean {
	return effectsOf(tried).some(effect => known?.why[effect] === undefined);
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

/** A row in full: why for each effect, those that were seen most often first, the kill and its moment in words, and how that is known. */
function sentencesOf({
	workload,
	phase,
	kind,
	known,
	tried,
}: KillTableRow): readonly string[] {
	const when = phaseWords(phase, {workload: {name: workload, options: {}}});
	const unknown = effectsOf(tried).filter(
		effect => known?.why[effect] === undefined,
	);
	const effects = known ? effectsOf(known.why) : [];
	return [
		...(known
			? effects
					.toSorted((one, other) => times(tried, other) - times(tried, one))
					.map(effect => `${shortEffects[effect]}: ${known.why[effect]}`)
			: [`Nothing is known of a ${killName(kind)} ${when}.`]),
		...(unknown.length > 0
			? [
					`Not known so far: ${unknown.map(effect => shortEffects[effect]).join(', ')}.`,
				]
			: []),
		...(known ? [`(${killName(kind)} ${when}: ${known.source}.)`] : []),
	];
}

function times(tried: TriedEffects, effect: Effect): number {
	return tried[effect] ?? 0;
}
