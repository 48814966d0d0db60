import {Box, Text} from 'ink';
import {type LabState} from '../../lab/history/state.js';
import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {linesAround} from '../lines-around.js';
import {wrappedHeight} from '../wrapped.js';
import {Paragraph} from './paragraph.js';

type Props = {
	readonly state: LabState;
	readonly workloads: ReadonlyArray<Pick<WorkloadFacts, 'name' | 'title'>>;
	/** The line that Enter takes. */
	readonly line: number;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
};

/** The workloads that the next run can have, as many as fit: what Enter takes is among them, and told in full. */
export function WorkloadList({
	state: {plan},
	workloads,
	line,
	width,
	height,
}: Props) {
	const nameWidth = Math.max(...workloads.map(({name}) => name.length)) + 2;
	const lines = workloads.map(({name, title}) => ({
		name,
		words: `${name.padEnd(nameWidth)}${title}`,
	}));
	const selected = wrappedHeight(`▸ ${lines[line]?.words ?? ''}`, width);
	const shown = linesAround(line, lines.length, height - selected);
	const hidden = [
		...(shown.start > 0 ? [`${shown.start} above`] : []),
		...(shown.end < lines.length ? [`${lines.length - shown.end} below`] : []),
	];
	const part = hidden.length > 0 ? ` (${hidden.join(', ')})` : '';

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			<Text dimColor wrap="truncate">
				{`The workload of the next run, now ${plan?.workload.name ?? 'none'}${part}:`}
			</Text>
			{lines.slice(shown.start, shown.end).map(({name, words}) => (
				<Box key={name} flexShrink={0}>
					{name === lines[line]?.name ? (
						<Paragraph>
							<Text bold>{`▸ ${words}`}</Text>
						</Paragraph>
					) : (
						<Text
							wrap="truncate"
							{...(name === plan?.workload.name && {color: 'yellow'})}
						>
							{`  ${words}`}
						</Text>
					)}
				</Box>
			))}
		</Box>
	);
}
