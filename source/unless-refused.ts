import process from 'node:process';
import {describeFileFailure, isSystemError} from './file-failure.js';
import {Refusal} from './refusal.js';

/** Tells the user a sentence, on standard error. */
export function say(message: string): void {
	process.stderr.write(`kill-lab: ${message}\n`);
}

/**
Does what the program was started for. A refusal, and an error of the system's, are told to the user.

@returns Its exit code, or 1 for a refusal.
@throws What is a bug of the program.
*/
export async function unlessRefused(
	run: () => Promise<number>,
): Promise<number> {
	try {
		return await run();
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			say(error.message);
		} else if (isSystemError(error)) {
			say(
				`The lab can't continue: ${describeFileFailure(error)}. ${error.message}`,
			);
		} else {
			throw error;
		}

		return 1;
	}
}
