import {Box, Text} from 'ink';
import {formatDuration} from '../../format.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {type FlagUse} from '../../lab/workloads/facts/contract.js';
import {flagIn} from '../../lab/workloads/facts/phases.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {type KillState, type RunState} from '../../lab/history/state.js';
import {
	timelineOf,
	timelines,
	type KillMark,
	type Timeline,
} from '../../lab/history/timeline.js';
import {hasStruck} from '../../lab/history/told-effect.js';
import {timelineHeight} from '../layout.js';

type Props = {
	readonly run: RunState;
	readonly width: number;
	/** Lines: room for one or two. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
	/** The kill whose statement is shown; absent: the newest statements are. */
	readonly about?: KillState | undefined;
};

const flagColours: Readonly<Record<FlagUse, string>> = {
	cleared: 'cyan',
	unclear: 'gray',
	seen: 'yellow',
	checked: 'yellow',
	ignored: 'green',
};

const phaseColours: ReadonlyMap<string, string> = new Map([
	['verify', 'blue'],
	['prepare', 'yellow'],
	['commit', 'green'],
	['rollback', 'red'],
	['undo', 'red'],
]);

/** A phase of the target by what becomes of a flag in it. */
function colourOf(phase: string, plan: RunPlan): string {
	const flag = flagIn(factsOf(plan), phase);
	return flag ? flagColours[flag] : (phaseColours.get(phase) ?? 'gray');
}

/** The course of the current statement, and of the last one that was killed: its phases as stretches with names and times, and below them each kill with its number, where it was sent (`q1` or `c1`) and where it took effect (`✘1`) or turned out to have none (`·1`). */
export function TimelineView({run, width, height, now, about}: Props) {
	const most = height >= 2 * timelineHeight ? 2 : 1;
	const struck = about && timelineOf(run, about, now);
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			{(struck ? [struck] : timelines(run, now, most)).map((course, index) => (
				// There are at most two, and they keep their order.
				// eslint-disable-next-line react/no-array-index-key
				<Course key={index} plan={run.plan} course={course} width={width} />
			))}
		</Box>
	);
}

function Course({
	plan,
	course,
	width,
}: {
	readonly plan: RunPlan;
	readonly course: Timeline;
	readonly width: number;
}) {
	const {stretches, marks, scale} = course;
	const cell = (time: number) =>
		Math.min(width - 1, Math.max(0, Math.floor((time / scale) * width)));

	return (
		<>
			<Text dimColor wrap="truncate">
				{caption(course, width)}
			</Text>
			<Box height={1} flexShrink={0}>
				<Text wrap="truncate">
					{stretches.map(({phase, from, to}) => (
						<Text key={phase} color={colourOf(phase, plan)}>
							{bar(phase, cell(to) - cell(from))}
						</Text>
					))}
				</Text>
			</Box>
			<Box height={1} flexShrink={0}>
				<Text wrap="truncate">{markLine(marks, cell, width)}</Text>
			</Box>
		</>
	);
}

/** The statement, the time of each phase if there is room, and the scale, which keeps its place. */
function caption({name, step, stretches, scale}: Timeline, width: number) {
	const of = step === undefined ? name : `${name} ${step}`;
	const times = stretches.map(
		({phase, from, to}) => `${phase} ${formatDuration(to - from)}`,
	);
	const full = `full width = ${formatDuration(scale)}`;
	const detailed = [of, ...times].join(' · ');
	const left = detailed.length + 2 + full.length <= width ? detailed : of;
	return left + full.padStart(Math.max(full.length + 2, width - left.length));
}

/** A stretch of this many cells, with its whole name in it if there is room. */
function bar(phase: string, cells: number): string {
	return (phase.length + 4 <= cells ? `━ ${phase} ` : '').padEnd(cells, '━');
}

/** The kills in their order. If one mark would cover another, it goes next to it; the moment of sending matters more. */
function markLine(
	marks: readonly KillMark[],
	cell: (time: number) => number,
	width: number,
): string {
	const cells = Array.from({length: width}, () => ' ');
	const place = (text: string, at: number) => {
		const start = Array.from(
			{length: Math.max(0, width - text.length + 1)},
			(_, index) => index,
		)
			.filter(index => isFree(cells, index, text.length))
			.toSorted((one, other) => distance(one, at) - distance(other, at))[0];
		if (start !== undefined) {
			cells.splice(start, text.length, ...text);
		}
	};

	for (const {kill, kind, at} of marks) {
		place(`${kind === 'query' ? 'q' : 'c'}${kill}`, cell(at));
	}

	for (const {kill, effect} of marks) {
		if (effect) {
			place(`${hasStruck(effect.effect) ? '✘' : '·'}${kill}`, cell(effect.at));
		}
	}

	return cells.join('').trimEnd();
}

/** How far off a mark is: preferably to the right, as what comes later. */
function distance(place: number, at: number): number {
	return place >= at ? place - at : at - place + leftward;
}

/** A place to the left is used only if the one to the right is this many cells further away. */
const leftward = 6;

/** Whether a mark fits there without touching another. */
function isFree(
	cells: readonly string[],
	start: number,
	length: number,
): boolean {
	return cells
		.slice(Math.max(0, start - 1), start + length + 1)
		.every(text => text === ' ');
}
