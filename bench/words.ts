import process from 'node:process';

/** The value of a word `name=value` of the command line; `undefined`: it was not said. */
export function wordOf(name: string): string | undefined {
	const prefix = `${name}=`;
	return process.argv
		.find(word => word.startsWith(prefix))
		?.slice(prefix.length);
}
