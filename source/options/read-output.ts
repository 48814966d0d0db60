import {WrongArguments} from './flag-values.js';
import {type Given} from './read-flags.js';

/** The form of what is printed. */
export type OutputForm = 'screen' | 'plain' | 'json';

/** @throws {WrongArguments} for two forms at once. */
export function readOutput({json, plain}: Given): OutputForm {
	if (json && plain) {
		throw new WrongArguments('Use --json or --plain, not both.');
	}

	return json ? 'json' : plain ? 'plain' : 'screen';
}
