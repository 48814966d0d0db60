import {listed} from '../listed.js';
import {WrongArguments} from './flag-values.js';

/**
What the record of a flag has that takes one of few words: the list, and the reader that knows no others.

@param flag - As it is typed.
@param name - What stands for the word in a usage line.
@param parse - Which word was meant; absent: exactly what is typed.
*/
export function oneOf<Word extends string>(
	flag: string,
	name: string,
	words: readonly Word[],
	parse: (typed: string) => Word | undefined = typed =>
		words.find(word => word === typed),
) {
	return {
		type: 'string' as const,
		value: {name, words},
		/** @throws {WrongArguments} for any other word. */
		read(typed: string): Word {
			const word = parse(typed);
			if (word === undefined) {
				throw new WrongArguments(
					`${flag} takes ${listed(words, 'or')}, not "${typed}".`,
				);
			}

			return word;
		},
	};
}
