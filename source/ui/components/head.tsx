import cliTruncate from 'cli-truncate';
import {Box, Text} from 'ink';
import {type LabState} from '../../lab/history/state.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {count, serverParts, type ServerPart} from '../../wording/words.js';
import {type Activity} from '../../keys/activity.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	/** Whether the key for help is no text right now. */
	readonly hasHelp: boolean;
	/** Cells. */
	readonly width: number;
};

const title = ' Kill Lab';

/** A shorter part would say nothing. */
const leastPart = 8;

/** The line above the panes: the server, the protocol, what may spoil the run, and its number. */
export function Head({
	state: {server, run, warnings = []},
	activity,
	hasHelp,
	width,
}: Props) {
	const warned =
		warnings.length > 0 ? `  ${count(warnings.length, 'warning')}  ` : '';
	const of =
		typeof activity === 'object' ? ` of ${activity.course.runs.length}` : '';
	const number = run ? `  run ${run.run}${of} ` : '';
	const right = `${number}${hasHelp ? '  ? help ' : ''}`;
	const detail = run && factsOf(run.plan).detail?.(run.plan);
	const parts: readonly ServerPart[] = [
		...(server ? serverParts(server) : []),
		...(detail === undefined ? [] : [{text: detail, rank: 9}]),
		...(typeof activity === 'object' ? [{text: 'replay', rank: 8}] : []),
	];
	const room = width - title.length - 3 - warned.length - right.length;

	return (
		<Box justifyContent="space-between">
			<Text wrap="truncate">
				<Text bold>{title}</Text>
				{server ? `   ${fitParts(parts, room)}` : ''}
			</Text>
			<Box flexShrink={0}>
				{warned === '' ? undefined : <Text color="yellow">{warned}</Text>}
				<Text>{right}</Text>
			</Box>
		</Box>
	);
}

const separator = ' · ';

/** The parts in their order. If there is no room for all, those with the highest rank are dropped first; then long ones are shortened, and what is still too long is cut in the middle: the ends of a host name say most. */
function fitParts(parts: readonly ServerPart[], room: number): string {
	const text = parts.map(({text}) => text).join(separator);
	const last = Math.max(0, ...parts.map(({rank}) => rank));
	if (text.length <= room) {
		return text;
	}

	if (last > 0) {
		return fitParts(
			parts.filter(({rank}) => rank !== last),
			room,
		);
	}

	const short = parts.map(({text, short = text}) => short);
	const longest = short.toSorted((a, b) => b.length - a.length)[0] ?? '';
	const excess = Math.max(0, short.join(separator).length - room);
	return short
		.map(text =>
			text === longest
				? cliTruncate(text, Math.max(leastPart, text.length - excess), {
						position: 'middle',
					})
				: text,
		)
		.join(separator);
}
