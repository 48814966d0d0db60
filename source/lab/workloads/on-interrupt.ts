import {type EventLog} from '../history/event-log.js';
import {StatementFailed} from './statement-runner.js';

/** How a step's statements went: an interrupted one is left out, or ends the steps with what is there. */
export type Progress = 'done' | 'skip' | 'commit';

/**
Runs statements, and handles an interruption as the run's settings say.

@throws {StatementFailed} if the transaction must be rolled back.
*/
export async function onInterrupt(
	log: EventLog,
	execute: () => Promise<void>,
): Promise<Progress> {
	for (;;) {
		try {
			await execute();
			return 'done';
		} catch (error: unknown) {
			const choice = log.state().run?.onInterrupt;
			if (
				!(error instanceof StatementFailed) ||
				!error.wasInterrupted ||
				choice === undefined ||
				choice === 'rollback'
			) {
				throw error;
			}

			if (choice !== 'retry') {
				return choice;
			}
		}
	}
}
