import {type InterruptAnswer} from '../events/run-plan.js';
import {followingOf} from '../history/question.js';
import {ask} from './ask.js';
import {type Stage} from './contract.js';
import {StatementFailed} from './statement-runner.js';

/** How a step's statements went: an interrupted one is left out, or ends the steps with what is there. */
export type Progress = 'done' | 'skip' | 'commit';

/**
Runs statements, and handles an interruption as the run's settings say, or as a person does who is asked.

@throws {StatementFailed} if the transaction must be rolled back, or is lost.
*/
export async function onInterrupt(
	stage: Pick<Stage, 'log' | 'signal'>,
	execute: () => Promise<void>,
): Promise<Progress> {
	for (;;) {
		try {
			await execute();
			return 'done';
		} catch (error: unknown) {
			const choice =
				error instanceof StatementFailed && error.wasInterrupted
					? await choose(stage)
					: undefined;
			if (choice === undefined || choice === 'rollback') {
				throw error;
			}

			if (choice !== 'retry') {
				return choice;
			}
		}
	}
}

async function choose(
	stage: Pick<Stage, 'log' | 'signal'>,
): Promise<InterruptAnswer | undefined> {
	const {run} = stage.log.state();
	const choice = run && followingOf(run);
	return choice === 'ask' ? ask(stage) : choice;
}
