import {Box, Text} from 'ink';
import {formatDuration} from '../../format.js';
import {fileName, type RunState} from '../../lab/state.js';
import {
	timeline,
	type KillMark,
	type Stretch,
	type Timeline,
} from '../../lab/timeline.js';

type Props = {
	readonly run: RunState;
	readonly width: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The lines that it takes. */
export const timelineHeight = 3;

const colours: Readonly<Record<Stretch['phase'], string>> = {
	upload: 'cyan',
	sent: 'gray',
	execute: 'yellow',
	write: 'green',
	begin: 'gray',
	identify: 'gray',
	insert: 'gray',
	verify: 'blue',
	commit: 'green',
	rollback: 'red',
};

/** The course of the current statement: its phases as coloured stretches with their names, and below them each kill where it was sent, `q` or `c`, and where it took effect, `✘`, or turned out to have none, `·`. */
export function TimelineView({run, width, now}: Props) {
	const course = timeline(run, now);
	return (
		<Box flexDirection="column" height={timelineHeight} flexShrink={0}>
			{course ? <Course course={course} width={width} /> : undefined}
		</Box>
	);
}

function Course({
	course,
	width,
}: {
	readonly course: Timeline;
	readonly width: number;
}) {
	const {kind, file, stretches, marks, scale} = course;
	const cell = (time: number) =>
		Math.min(width - 1, Math.floor((time / scale) * width));

	return (
		<>
			<Text dimColor wrap="truncate">
				{`${kind.toUpperCase()}${file === undefined ? '' : ` ${fileName(file)}`} on a scale of ${formatDuration(scale)}`}
			</Text>
			<Text wrap="truncate">
				{stretches.map(({phase, from, to}) => (
					<Text key={phase} color={colours[phase]}>
						{bar(phase, cell(to) - cell(from))}
					</Text>
				))}
			</Text>
			<Text wrap="truncate">{markLine(marks, cell, width)}</Text>
		</>
	);
}

/** A stretch of so many cells with its name in it, as much as there is room for. */
function bar(phase: string, cells: number): string {
	return phase.slice(0, cells).padEnd(cells, '━');
}

/** The kills as they follow each other; where two would stand in one cell, the one that was sent. */
function markLine(
	marks: readonly KillMark[],
	cell: (time: number) => number,
	width: number,
): string {
	const cells = Array.from({length: width}, () => ' ');
	for (const {effect} of marks) {
		if (effect) {
			cells[cell(effect.at)] = ['interrupted', 'disconnected'].includes(
				effect.effect,
			)
				? '✘'
				: '·';
		}
	}

	for (const {kind, at} of marks) {
		cells[cell(at)] = kind === 'query' ? 'q' : 'c';
	}

	return cells.join('');
}
