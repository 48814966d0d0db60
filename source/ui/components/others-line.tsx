import {Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {describeOthers} from '../../wording/others-words.js';

type Props = {readonly run: RunState};

/** What others see of the run, in one line; nothing if nobody has looked. */
export function OthersLine({run: {others, plan}}: Props) {
	return (
		others && (
			<Text wrap="truncate" dimColor={others.type === 'hidden'}>
				{describeOthers(others, plan)}
			</Text>
		)
	);
}
