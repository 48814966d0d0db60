import {Box, Text} from 'ink';
import {phaseNow} from '../../lab/history/kill-knowledge.js';
import {type KillTableRow} from '../../lab/history/kill-table.js';
import {type RunState} from '../../lab/history/state.js';
import {killTableSentences} from '../../wording/kill-table-words.js';
import {fitSentences} from '../wrapped.js';
import {headLines, KillTable} from './kill-table.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly run: RunState;
	/** Those of the workload of the run. */
	readonly rows: readonly KillTableRow[];
	/** Cells. */
	readonly width: number;
};

/** The lines of the explanation, with a blank one above. */
const toldHeight = 5;

/** The lines of all of it. Pure. */
export function killTableNowHeight(rows: readonly KillTableRow[]): number {
	return headLines + rows.length + toldHeight;
}

/** What kills do in the workload of the run, and in full what a KILL QUERY does at this moment. */
export function KillTableNow({run, rows, width}: Props) {
	const phase = phaseNow(run);
	const told = rows.find(row => row.phase === phase && row.kind === 'query');
	return (
		<Box flexDirection="column" flexShrink={0}>
			<KillTable rows={rows} told={told} width={width} />
			<Box
				marginTop={1}
				height={toldHeight - 1}
				flexShrink={0}
				overflowY="hidden"
			>
				{told ? (
					<Paragraph>
						<Text>
							{fitSentences(killTableSentences(told), {
								before: '',
								width,
								height: toldHeight - 1,
							})}
						</Text>
					</Paragraph>
				) : undefined}
			</Box>
		</Box>
	);
}
