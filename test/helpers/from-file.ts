import {type Sourced} from '../../source/origin.js';
import {type ClientOptions} from '../../source/server/client-options.js';

/** The lines of an option file that say these options, as if all were on one. */
export function fromFile(
	value: ClientOptions,
): ReadonlyArray<Sourced<ClientOptions>> {
	return [
		{
			value,
			origin: {type: 'file', file: '/x.cnf', line: 2, group: 'client'},
		},
	];
}
