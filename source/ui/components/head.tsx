import {Box, Text} from 'ink';
import {type LabState} from '../../lab/state.js';
import {describeServer} from '../../words.js';

type Props = {readonly state: LabState};

/** The line above the panes: the server, the protocol and the number of the run. */
export function Head({state: {server, run}}: Props) {
	return (
		<Box justifyContent="space-between">
			<Text wrap="truncate">
				<Text bold> Kill Lab</Text>
				{server ? `   ${describeServer(server)}` : ''}
				{run ? ` · ${run.plan.protocol} protocol` : ''}
			</Text>
			<Box flexShrink={0}>
				<Text>{run ? ` run ${run.run}   ? help ` : ' ? help '}</Text>
			</Box>
		</Box>
	);
}
