import {createLeftovers, type Leftovers} from '../../lab/events/leftovers.js';
import {describeLeftover} from '../../wording/words.js';

/** What the lab has created on the user's server, and its sentences among those about all that would stay if the program ended now. */
export type WrittenPlace = {
	readonly leftovers: Leftovers;
	/** They have been reported already. */
	readonly forget: () => void;
};

/**
Keeps the sentences up to date.

@param address - The server's name on the screen.
@param leftBehind - Sentences about all that would stay.
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
