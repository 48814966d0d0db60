import {Box, Text} from 'ink';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';

type Props = {
	readonly plan: RunPlan;
	/** Lines: enough for all of it, or it is not shown. */
	readonly height: number;
};

/** The lines of what runs, with a blank one above and the heading. */
export const workloadLinesHeight = 4;

/** What the workload is, and how much of it this run does. */
export function WorkloadLines({plan, height}: Props) {
	const {name, title, describe} = factsOf(plan);
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{height < workloadLinesHeight ? undefined : (
				<Box flexDirection="column" marginTop={1}>
					<Text dimColor wrap="truncate">{`What runs: ${name}`}</Text>
					<Text wrap="truncate">{title}</Text>
					<Text wrap="truncate">{`in this run: ${describe(plan)}`}</Text>
				</Box>
			)}
		</Box>
	);
}
