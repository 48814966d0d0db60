import {printable} from '../printable.js';

/** What a client's connection attributes are called, by the servers' names for them. */
const names: ReadonlyMap<string, string> = new Map([
	['program_name', 'program'],
	['_client_name', 'library'],
	['_pid', 'pid'],
	['_os', 'on'],
]);

/** Who a client says it is: `client: program mysql, pid 4711`; `undefined`: it says nothing. Pure. */
export function clientWords(
	attributes: ReadonlyArray<readonly [name: string, value: string]>,
): string | undefined {
	return attributes.length === 0
		? undefined
		: printable(
				`client: ${attributes
					.map(([name, value]) => `${names.get(name) ?? name} ${value}`)
					.join(', ')}`,
			);
}
