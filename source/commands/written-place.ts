import {createLeftovers, type Leftovers} from '../lab/leftovers.js';
import {describeLeftover} from '../words.js';

/** What the lab has made on a server of the user's, and the sentences on it among all that would stay if the program ended now. */
export type WrittenPlace = {
	readonly leftovers: Leftovers;
	/** They are said already. */
	readonly forget: () => void;
};

/**
Keeps the sentences up to date.

@param address - How the server is called.
@param leftBehind - Sentences on all that would stay.
*/
export function createWrittenPlace(
	address: string,
	leftBehind: Set<string>,
): WrittenPlace {
	let sentences: readonly string[] = [];

	const say = (next: readonly string[]) => {
		for (const sentence of sentences) {
			leftBehind.delete(sentence);
		}

		sentences = next;
		for (const sentence of sentences) {
			leftBehind.add(sentence);
		}
	};

	return {
		leftovers: createLeftovers(list => {
			say(list.map(leftover => describeLeftover(leftover, address)));
		}),
		forget() {
			say([]);
		},
	};
}
