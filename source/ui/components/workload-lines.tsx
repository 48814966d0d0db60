import {Box, Text} from 'ink';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {Section, sectionHead} from './section.js';

type Props = {
	readonly plan: RunPlan;
	/** Lines: enough for all of it, or it is not shown. */
	readonly height: number;
};

/** The lines of what runs. */
export const workloadLinesHeight = sectionHead + 2;

/** What the workload is, and how much of it this run does. */
export function WorkloadLines({plan, height}: Props) {
	const {name, title, describe} = factsOf(plan);
	return height < workloadLinesHeight ? (
		<Box height={height} flexShrink={0} />
	) : (
		<Section title={`What runs: ${name}`} height={height}>
			<Text wrap="truncate">{title}</Text>
			<Text wrap="truncate">{`in this run: ${describe(plan)}`}</Text>
		</Section>
	);
}
