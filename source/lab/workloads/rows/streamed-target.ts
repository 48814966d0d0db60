import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt} from '../on-interrupt.js';
import {progressEvents} from '../progress-events.js';
import {type StatementName} from '../statement-runner.js';

/** A target that the client sends in pieces, in one step. */
export type StreamedTarget = {
	/** Bytes of its pieces. */
	readonly size: number;
	/** Absent: what is streamed comes after the statement, which is one small packet. */
	readonly reportsSent?: StatementName['reportsSent'];
	/** Sends it. @returns The rows that it has changed. */
	readonly send: (sending: {
		/** Its number. */
		readonly statement: number;
		readonly onProgress: (done: number) => void;
	}) => Promise<number>;
};

/**
Runs it, as often as the interruptions ask for.

@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function runStreamed(
	stage: Stage,
	{size, reportsSent, send}: StreamedTarget,
): Promise<void> {
	const {run, plan, log} = stage;
	const {target, stepName} = factsOf(plan);
	log.emit({
		type: 'step-started',
		step: 0,
		name: stepName(0),
		unit: 'bytes',
		total: size,
	});
	log.emit({type: 'step-made', step: 0});
	await onInterrupt(stage, async () => {
		await identify(stage, 0);
		await run(
			{
				role: 'target',
				name: target,
				step: 0,
				...(reportsSent && {reportsSent}),
			},
			async statement =>
				send({statement, onProgress: progressEvents(log, 0, size)}),
			rows => ({type: 'changes', rows}),
		);
	});
}
