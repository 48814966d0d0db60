/** The two families of servers: they show their threads in different places. */
export type Flavour = 'mysql' | 'mariadb';

/** A flavour's official name. */
export function flavourName(flavour: Flavour): string {
	return flavour === 'mysql' ? 'MySQL' : 'MariaDB';
}

/** Reads what `VERSION()` returned, such as `9.7.4-1` or `10.11.19-MariaDB-0+deb12u1`. `version` comes without the suffix of the distribution, and without the `5.5.5-` that MariaDB puts before it for old clients. */
export function parseVersion(text: string): {
	flavour: Flavour;
	version: string;
} {
	return {
		flavour: /mariadb/i.test(text) ? 'mariadb' : 'mysql',
		version: /^(?:5\.5\.5-(?=\d))?(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? text,
	};
}

/** Whether one dotted version is older than another. Anything that is not a number is not older. */
export function isOlder(version: string, than: string): boolean {
	const numbers = version.split('.').map(Number);
	for (const [index, least] of than.split('.').map(Number).entries()) {
		const number = numbers[index] ?? 0;
		if (number !== least) {
			return number < least;
		}
	}

	return false;
}
