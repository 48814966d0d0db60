import {Box, Text} from 'ink';
import {type LabState} from '../lab/state.js';
import {type Activity} from './activity.js';
import {FileLine} from './components/file-line.js';
import {KillLine} from './components/kill-line.js';
import {VerdictText} from './components/verdict-text.js';
import {KeyHints, KillKeys} from './components/keys.js';
import {ServerLines} from './control-pane.js';
import {TransactionLine} from './workload-pane.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly note: string | undefined;
	readonly width: number;
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The lab on a small terminal: the keys, the current file, the newest kills and the verdict. */
export function Compact({state, activity, note, width, height, now}: Props) {
	const {run} = state;
	const file = run?.files.at(-1);
	// Keys, transaction and file, server, verdict and the blank lines between them.
	const kills = run?.kills.slice(-Math.max(1, height - 12)).toReversed() ?? [];

	return (
		<Box flexDirection="column" width={width} height={height}>
			<KillKeys state={state} activity={activity} width={width} />
			<KeyHints activity={activity} note={note} run={run} />
			{run ? (
				<>
					<Box marginTop={1} flexDirection="column" flexShrink={0}>
						<TransactionLine run={run} />
						{file ? (
							<FileLine run={run} file={file} width={width} now={now} />
						) : (
							<Text> </Text>
						)}
						<ServerLines run={run} now={now} />
					</Box>
					<Box
						marginTop={1}
						flexDirection="column"
						flexGrow={1}
						overflowY="hidden"
					>
						{kills.map(kill => (
							<KillLine key={kill.kill} kill={kill} />
						))}
					</Box>
					<Box height={2} flexShrink={0} overflowY="hidden">
						<VerdictText run={run} now={now} />
					</Box>
				</>
			) : undefined}
		</Box>
	);
}
