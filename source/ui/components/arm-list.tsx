import {Box, Text} from 'ink';
import {isSameAim} from '../../lab/kills/notation.js';
import {type LabState} from '../../lab/history/state.js';
import {armableOf} from '../../lab/workloads/facts/armable.js';
import {describePlan} from '../../wording/plan-words.js';
import {linesAround} from '../lines-around.js';

type Props = {
	readonly state: LabState;
	/** The line that Enter arms. The last one arms none. */
	readonly line: number;
	/** Lines. */
	readonly height: number;
};

/** The kills that can be armed, each in words, as many as fit around the one that Enter arms. Moving through them arms nothing. */
export function ArmList({state: {plan, armed}, line, height}: Props) {
	const lines = [
		...armableOf(plan).map(aim => ({
			words: plan ? describePlan(aim, plan) : '',
			isArmed: isSameAim(aim, armed),
		})),
		{words: 'none', isArmed: false},
	];
	const {start, end} = linesAround(line, lines.length, height - 1);
	const part =
		end - start < lines.length ? ` (${line + 1} of ${lines.length})` : '';
	return (
		<Box flexDirection="column" height={end - start + 1} flexShrink={0}>
			<Text dimColor wrap="truncate">
				{`An armed kill is sent once, on its own, at its moment${part}:`}
			</Text>
			{lines.slice(start, end).map(({words, isArmed}, index) => (
				<Box key={words}>
					<Text bold={start + index === line} wrap="truncate">
						{start + index === line ? '▸ ' : '  '}
						{words}
					</Text>
					{/* Where there is no room for all, the words are cut. */}
					<Box flexShrink={0}>
						{isArmed ? <Text color="yellow"> (armed)</Text> : undefined}
					</Box>
				</Box>
			))}
		</Box>
	);
}
