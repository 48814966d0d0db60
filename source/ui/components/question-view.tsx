import {Box, Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {type AnswerWords, questionWords} from '../../wording/question-words.js';
import {firstThatFits} from '../first-that-fits.js';
import {NoticeLines, noticesHeight} from './notice-lines.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly run: RunState;
	/** It was asked when this was recorded: nobody can answer. */
	readonly isReplay: boolean;
	/** What else the person must know now. */
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
	const least = isWhole
		? wholeQuestion - 2
		: questionHeight + (isServerShown ? 0 : 1);
	const free = height - least;
	const noticeLines =
		notices.length === 0
			? 0
			: Math.min(noticesHeight(notices, width), Math.max(1, free));
	// Where there is room for nothing else, what must be known goes before the lesson: the headline says what is open.
	const hasLesson = noticeLines <= free;
	const spare = free - noticeLines;
	const gapBelow = spare >= 2 ? 1 : 0;
	const gapAbove = spare >= (noticeLines === 0 ? 2 : 1) ? 1 : 0;
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
			) : hasLesson ? (
				<Text wrap="truncate">{firstThatFits(lessons, width)}</Text>
			) : undefined}
			<Box
				flexDirection="column"
				flexShrink={0}
				marginTop={gapAbove}
				marginBottom={gapBelow}
			>
				{answers.map(answer => (
					<AnswerLine key={answer.key} answer={answer} isReplay={isReplay} />
				))}
			</Box>
			<Text dimColor wrap="truncate">
				{isReplay ? 'Replay: the answer comes as it was given.' : kills}
			</Text>
			{noticeLines > 0 ? (
				<NoticeLines notices={notices} width={width} height={noticeLines} />
			) : undefined}
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
