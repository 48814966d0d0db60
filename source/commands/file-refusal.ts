import {describeFileFailure} from '../file-failure.js';
import {Refusal} from '../refusal.js';

/**
Does something with a file.

@param what - The file, as the beginning of a sentence.
@throws {Refusal} when that fails, with the system's reason in words.
*/
export async function refusingFailure(
	what: string,
	act: () => Promise<void>,
): Promise<void> {
	try {
		await act();
	} catch (error: unknown) {
		throw error instanceof Refusal
			? error
			: new Refusal(
					`${what} can't be written: ${describeFileFailure(error)}.`,
					{cause: error},
				);
	}
}
