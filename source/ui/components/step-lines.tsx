import {Box, Text} from 'ink';
import {type RunState} from '../../lab/history/state.js';
import {visibleSteps} from '../visible-steps.js';
import {StepLine} from './step-line.js';

type Props = {
	readonly run: RunState;
	/** Cells. */
	readonly width: number;
	/** Lines, at least one: that of the current step. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The newest steps, and how many are still to come if there is room for that. */
export function StepLines({run, width, height, now}: Props) {
	const {steps, waiting} = visibleSteps(run, height);
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			{steps.map(step => (
				<StepLine
					key={step.step}
					run={run}
					step={step}
					width={width}
					now={now}
				/>
			))}
			{waiting > 0 && height > steps.length ? (
				<Text dimColor>{`· ${waiting} more`}</Text>
			) : undefined}
		</Box>
	);
}
