import {environmentVariables} from '../../options/environment-variables.js';
import {type Section} from './section.js';

/** The variables that the program reads. */
export function environmentSections(): readonly Section[] {
	return environmentVariables.map(({about, variables}) => ({
		heading: about,
		entries: variables.map(({names, text}) => ({
			name: names.join(', '),
			texts: [text],
		})),
	}));
}
