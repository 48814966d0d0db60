import {Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {questionWords} from '../../wording/question-words.js';
import {firstThatFits} from '../first-that-fits.js';

type Props = {
	readonly run: RunState;
	/** Cells. */
	readonly width: number;
};

/** What the client asks, in one line, where there is no room for all of it or something else is shown there. */
export function QuestionLine({run, width}: Props) {
	const words = questionWords(run);
	if (!words) {
		return undefined;
	}

	const keys = words.answers.map(({key, name}) => `${key} ${name}`).join('  ');
	return (
		<Text bold color="yellow" wrap="truncate">
			{` ${firstThatFits(
				[
					...words.headlines.map(headline => `${headline}: ${keys}`),
					...words.headlines,
				],
				width - 1,
			)}`}
		</Text>
	);
}
