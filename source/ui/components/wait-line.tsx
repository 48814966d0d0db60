import {Text} from 'ink';
import {type WaitState} from '../../lab/events/wait.js';
import {waitLine} from '../../wording/wait-words.js';

type Props = {
	readonly wait: WaitState;
	readonly width: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** What the lab waits for, instead of the head: one line at every size. */
export function WaitLine({wait, width, now}: Props) {
	return (
		<Text bold color="yellow" wrap="truncate">
			{` ${waitLine(wait, now, width - 1)}`}
		</Text>
	);
}
