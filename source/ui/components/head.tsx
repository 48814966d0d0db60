import {Box, Text} from 'ink';
import {type LabState} from '../../lab/state.js';
import {count, describeServer} from '../../words.js';

type Props = {readonly state: LabState};

/** The line above the panes: the server, the protocol, what may spoil the run, and its number. */
export function Head({state: {server, run, warnings = []}}: Props) {
	return (
		<Box justifyContent="space-between">
			<Text wrap="truncate">
				<Text bold> Kill Lab</Text>
				{server ? `   ${describeServer(server)}` : ''}
				{run ? ` · ${run.plan.protocol} protocol` : ''}
			</Text>
			<Box flexShrink={0}>
				{warnings.length > 0 ? (
					<Text color="yellow">{`  ${count(warnings.length, 'warning')}  `}</Text>
				) : undefined}
				<Text>{run ? ` run ${run.run}   ? help ` : ' ? help '}</Text>
			</Box>
		</Box>
	);
}
