import process from 'node:process';
import {Refusal} from '../../refusal.js';
import {askYesNo} from '../../terminal/ask.js';

/** Asks a person whether something may be done. @param what - Lines that say what it is. @throws {Refusal} if there is nobody to ask. */
export type Confirm = (what: string) => Promise<boolean>;

/**
Asks the question on the terminal, before the screen opens.

@param options.yes - The answer is given already.
@param options.leaving - Ends the wait for an answer; the promise then rejects with an AbortError.
*/
export function createConfirm({
	yes,
	leaving,
}: {
	yes: boolean;
	leaving: AbortSignal;
}): Confirm {
	return async what => {
		if (yes) {
			return true;
		}

		const {stdin, stderr} = process;
		if (!stdin.isTTY || !stderr.isTTY) {
			throw new Refusal(`${what}\nNo terminal to ask on. Add --yes to agree.`);
		}

		return askYesNo(`${what}\nContinue? [y/N] `, {
			input: stdin,
			output: stderr,
			signal: leaving,
		});
	};
}
