import {Box, Text} from 'ink';
import {isSameAim} from '../../lab/kills/notation.js';
import {type LabState} from '../../lab/history/state.js';
import {armableOf} from '../../lab/workloads/facts/armable.js';
import {describePlan} from '../../wording/plan-words.js';

type Props = {
	readonly state: LabState;
	/** The line that Enter arms. The last one arms none. */
	readonly line: number;
};

/** The kills that can be armed, each in words. Moving through them arms nothing. */
export function ArmList({state: {plan, armed}, line}: Props) {
	const lines = [
		...armableOf(plan).map(aim => ({
			words: plan ? describePlan(aim, plan) : '',
			isArmed: isSameAim(aim, armed),
		})),
		{words: 'none', isArmed: false},
	];
	return (
		<Box flexDirection="column" height={lines.length + 1} flexShrink={0}>
			<Text dimColor wrap="truncate">
				An armed kill is sent once, on its own, at its moment:
			</Text>
			{lines.map(({words, isArmed}, index) => (
				<Box key={words}>
					<Text bold={index === line} wrap="truncate">
						{index === line ? '▸ ' : '  '}
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
