import {Box, Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {type AnswerWords, questionWords} from '../../wording/question-words.js';
import {firstThatFits} from '../first-that-fits.js';
import {NoticeLines} from './notice-lines.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly run: RunState;
	/** It was asked when this was recorded: nobody can answer. */
	readonly isReplay: boolean;
	/** What else the person must know now, in place of what the keys that kill do. */
	readonly notices: readonly string[];
	/** What the server shows stands elsewhere. */
	readonly isServerShown: boolean;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
};

/** Its lines without blank ones, if everything can be answered and the server is shown elsewhere. */
export const questionHeight = 7;

/** The same with two blank lines. */
export const roomyQuestion = questionHeight + 2;

/** The same with the lesson in full, in two lines, and what the server shows. */
export const wholeQuestion = roomyQuestion + 3;

/** What the client asks after an interruption, and what each answer does. */
export function QuestionView({
	run,
	isReplay,
	notices,
	isServerShown,
	width,
	height,
}: Props) {
	const words = questionWords(run);
	if (!words) {
		return undefined;
	}

	const {headlines, lessons, answers, kills, seen} = words;
	const isWhole = height >= wholeQuestion;
	const gap = height >= roomyQuestion + (isServerShown ? 0 : 1) ? 1 : 0;
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			<Text bold color="yellow" wrap="truncate">
				{firstThatFits(headlines, width)}
			</Text>
			{isWhole ? (
				<Box height={2} flexShrink={0} overflowY="hidden">
					<Paragraph>
						<Text>{lessons[0]}</Text>
					</Paragraph>
				</Box>
			) : (
				<Text wrap="truncate">{firstThatFits(lessons, width)}</Text>
			)}
			<Box flexDirection="column" flexShrink={0} marginY={gap}>
				{answers.map(answer => (
					<AnswerLine key={answer.key} answer={answer} isReplay={isReplay} />
				))}
			</Box>
			{notices.length === 0 ? (
				<Text dimColor wrap="truncate">
					{isReplay ? 'Replay: the answer comes as it was given.' : kills}
				</Text>
			) : (
				<NoticeLines notices={notices} width={width} height={1} />
			)}
			{isServerShown && !isWhole ? undefined : (
				<Text dimColor wrap="truncate">
					{seen}
				</Text>
			)}
		</Box>
	);
}

/** The names of the answers are in one column. */
const nameWidth = 10;

function AnswerLine({
	answer: {key, name, meaning},
	isReplay,
}: {
	readonly answer: AnswerWords;
	readonly isReplay: boolean;
}) {
	return (
		<Text wrap="truncate">
			<Text inverse bold dimColor={isReplay}>
				{` ${key} `}
			</Text>
			<Text bold>{` ${name.padEnd(nameWidth)}`}</Text>
			{meaning}
		</Text>
	);
}
