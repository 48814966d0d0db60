import {Box, Text} from 'ink';
import {killTable} from '../../lab/history/kill-table.js';
import {type LabState} from '../../lab/history/state.js';
import {killTableSentences} from '../../wording/kill-table-words.js';
import {entriesOf, type HistoryEntry} from '../history-entries.js';
import {linesAround} from '../lines-around.js';
import {fitSentences, wrappedHeight} from '../wrapped.js';
import {KeptKillLine} from './kept-kill-line.js';
import {headLines, KillTable} from './kill-table.js';
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
	const sentences = killTableSentences(told);
	// The same for all rows, so that nothing jumps.
	const room = Math.min(
		mostTold,
		Math.max(2, Math.floor(height / 3)),
		Math.max(
			...section.map(one =>
				wrappedHeight(killTableSentences(one).join(' '), width),
			),
		),
	);
	const {start, end} = linesAround(
		section.indexOf(told),
		section.length,
		height - headLines - room,
	);
	const place =
		workloads.length > 1
			? `, workload ${workloads.indexOf(told.workload) + 1} of ${workloads.length}`
			: '';
	const gap = section.length + headLines + room < height ? 1 : 0;
	// A blank line, and a line that says what they are.
	const killsRoom = height - headLines - section.length - gap - room - 2;

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<KillTable
				rows={section}
				shown={section.slice(start, end)}
				told={[told]}
				note={place}
				width={width}
			/>
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
						<KeptKillLine
							of={of.whole}
							sent={sent}
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
