import {exitEntries} from '../../options/exit-codes.js';
import {type Section} from './section.js';

/** The exit codes, and what each says of each command. */
export function exitSections(): readonly Section[] {
	return [
		{
			entries: exitEntries.map(({code, brief, text, of = {}}) => ({
				name: String(code),
				texts: [
					[brief ?? [], text ?? []].flat().join(': '),
					...Object.entries(of).map(([command, text]) => `${command}: ${text}`),
				].filter(line => line !== ''),
			})),
		},
	];
}
