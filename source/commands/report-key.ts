import {Refusal} from '../refusal.js';
import {type Reporter} from './reporter.js';

/** How a key talks to the person. */
export type KeyTalk = {
	/** Shows a few words for a while. */
	readonly say: (note: string) => void;
	/** Shows a text until the person closes it. */
	readonly tell: (text: string) => void;
};

/** Writes a report now, and shows where it is, or why there is none. */
export async function reportNow(
	{now}: Pick<Reporter, 'now'>,
	{say, tell}: KeyTalk,
): Promise<void> {
	try {
		say(`report: ${await now()}`);
	} catch (error: unknown) {
		if (!(error instanceof Refusal)) {
			throw error;
		}

		tell(error.message);
	}
}
