import {Box, Text} from 'ink';
import {armable, type Aim} from '../../lab/events/aim.js';
import {describePlan} from '../../wording/plan-words.js';

type Props = {
	/** The line that Enter arms. The last one arms none. */
	readonly line: number;
	readonly armed?: Aim | undefined;
};

/** The lines that it takes. */
export const armListHeight = armable.length + 2;

/** The kills that can be armed, each in words. Moving through them arms nothing. */
export function ArmList({line, armed}: Props) {
	return (
		<Box flexDirection="column" height={armListHeight} flexShrink={0}>
			<Text dimColor wrap="truncate">
				An armed kill is sent once, on its own, at its moment:
			</Text>
			{[...armable, undefined].map((plan, index) => (
				<Text
					key={plan ? describePlan(plan) : 'none'}
					bold={index === line}
					wrap="truncate"
				>
					{index === line ? '▸ ' : '  '}
					{plan ? describePlan(plan) : 'none'}
					{plan && plan === armed ? <Text color="yellow"> (armed)</Text> : ''}
				</Text>
			))}
		</Box>
	);
}
