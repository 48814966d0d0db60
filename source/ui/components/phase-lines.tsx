import {Box, Text} from 'ink';
import {phaseNow} from '../../lab/history/kill-knowledge.js';
import {type RunState} from '../../lab/history/state.js';
import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {flagWords} from '../../wording/flag-words.js';
import {Section, sectionHead} from './section.js';

type Props = {
	readonly run: RunState;
	/** Lines, with the blank one and the heading. */
	readonly height: number;
};

/** Between two columns, and before the first one for the mark of the moment. */
const gap = 2;

type Widths = {readonly name: number; readonly flag: number};

function columnWidths({phases}: Pick<WorkloadFacts, 'phases'>): Widths {
	return {
		name: Math.max(...phases.map(({name}) => name.length)) + gap,
		flag: Math.max(...phases.map(({flag}) => flagWords[flag].length)) + gap,
	};
}

/** The lines of all phases, with a blank line above and a heading; none where a line would not fit. Pure. */
export function phasesHeight(
	facts: Pick<WorkloadFacts, 'phases'>,
	width: number,
): number {
	const {phases} = facts;
	const {name, flag} = columnWidths(facts);
	const when = Math.max(...phases.map(({when}) => when.length));
	return gap + name + flag + when <= width ? sectionHead + phases.length : 0;
}

/** The phases of the target, and in each what becomes of the flag of a KILL QUERY: all of them, or none. */
export function PhaseLines({run, height}: Props) {
	const {target, phases} = factsOf(run.plan);
	if (height < sectionHead + phases.length) {
		return <Box height={height} flexShrink={0} />;
	}

	const widths = columnWidths({phases});
	const now = phaseNow(run);
	return (
		<Section
			title={`The phases of the ${target}, and what becomes of the flag that a KILL QUERY sets`}
			height={height}
		>
			{phases.map(({name, flag, when}) => (
				<Text key={name} bold={name === now} wrap="truncate">
					{`${name === now ? '▸' : ' '} ${name.padEnd(widths.name)}${flagWords[flag].padEnd(widths.flag)}`}
					<Text dimColor>{when}</Text>
				</Text>
			))}
		</Section>
	);
}
