import {Box, Text} from 'ink';
import {phaseNow} from '../../lab/history/kill-knowledge.js';
import {type KillTableRow} from '../../lab/history/kill-table.js';
import {type RunState} from '../../lab/history/state.js';
import {killTableSentences} from '../../wording/kill-table-words.js';
import {killColumn} from '../../wording/words.js';
import {fitSentences} from '../wrapped.js';
import {headLines, KillTable} from './kill-table.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly run: RunState;
	/** Those of the workload of the run. */
	readonly rows: readonly KillTableRow[];
	/** Cells. */
	readonly width: number;
	/** Lines, of {@link killTableNowHeights}. */
	readonly height: number;
};

/** The most lines of an explanation. */
const mostTold = 4;

/** The lines of all of it, with a blank one above each explanation: with both kinds of kills explained, or with KILL QUERY alone. Pure. */
export function killTableNowHeights(
	rows: readonly KillTableRow[],
): readonly number[] {
	const bare = headLines + rows.length;
	return [2, 1].map(told => bare + told * (1 + mostTold));
}

/** What kills do in the workload of the run, and in full what they do at this moment. */
export function KillTableNow({run, rows, width, height}: Props) {
	const phase = phaseNow(run);
	const room = Math.floor((height - headLines - rows.length) / (1 + mostTold));
	const told = rows.filter(row => row.phase === phase).slice(0, room);
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<KillTable rows={rows} told={told} width={width} />
			{told.map(row => (
				<Told key={row.kind} row={row} width={width} />
			))}
		</Box>
	);
}

function Told({
	row,
	width,
}: {
	readonly row: KillTableRow;
	/** Cells. */
	readonly width: number;
}) {
	const label = `${killColumn[row.kind]} `;
	return (
		<Box marginTop={1} flexShrink={0}>
			<Paragraph>
				<Text>
					<Text bold>{label}</Text>
					{fitSentences(killTableSentences(row), {
						before: label,
						width,
						height: mostTold,
					})}
				</Text>
			</Paragraph>
		</Box>
	);
}
