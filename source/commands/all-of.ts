import {Refusal} from '../refusal.js';
import {toFailure} from '../server/failure.js';

/**
Runs all the steps, one after the other, whatever fails on the way.

@throws The error, if there was one; {Refusal} with a line for each, if there were several.
*/
export async function allOf(
	...steps: ReadonlyArray<() => Promise<void>>
): Promise<void> {
	const errors: unknown[] = [];
	for (const step of steps) {
		try {
			await step();
		} catch (error: unknown) {
			errors.push(error);
		}
	}

	const [first] = errors;
	if (errors.length > 1) {
		throw new Refusal(
			errors.map(error => toFailure(error).message).join('\n'),
			{cause: first},
		);
	}

	if (errors.length === 1) {
		throw first;
	}
}
