import {flavourName, type Flavour} from '../server/flavour.js';
import {SandboxError} from './sandbox-error.js';

/** All flavours in order of preference. */
export const flavours = [
	'mysql',
	'mariadb',
] as const satisfies readonly Flavour[];

/** The servers that the user accepts. */
export type ServerChoice = {
	readonly flavour: Flavour;
	/** The start of the version number, such as `11.8`; absent: any version. */
	readonly version?: string | undefined;
};

/** What `mysqld --version` says. */
export type ServerVersion = {
	readonly flavour: Flavour;
	/** The plain number, such as `9.7.4`. */
	readonly number: string;
};

/** The oldest servers that the start options in this folder were written for; older ones are not used. */
const oldest = {mysql: [8, 0], mariadb: [10, 5]} as const;

/** What the user chose, for messages: `MySQL` or `MariaDB 11.8`. */
export function choiceName({flavour, version}: ServerChoice): string {
	const name = flavourName(flavour);
	return version === undefined ? name : `${name} ${version}`;
}

/** Whether the user's choice includes a server of this flavour and version number. */
export function isChosen(
	{flavour, version}: ServerChoice,
	server: {readonly flavour: Flavour; readonly version: string},
): boolean {
	return (
		server.flavour === flavour &&
		(version === undefined || isVersionOf(version, server.version))
	);
}

/** Whether a version number belongs to a series: `11.8.6` belongs to `11.8`, to `11` and to itself, but not to `11.80`. */
export function isVersionOf(series: string, version: string): boolean {
	return version === series || version.startsWith(`${series}.`);
}

/**
Reads the output of `mysqld --version` or `mariadbd --version`.

The program's name proves nothing: on many systems `mysqld` is a link to MariaDB.
Seen so far: `Ver 9.7.4-2 for Linux on x86_64 ((Debian))` and
`Ver 10.11.18-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)`.

@throws {SandboxError} if the output is not that of a MySQL or MariaDB server.
*/
export function parseVersion(answer: string): ServerVersion {
	const match = /\bVer (\d+\.\d+\.\d+)(\S*)/.exec(answer);
	const number = match?.[1];
	if (number === undefined) {
		throw new SandboxError(
			`This is not a MySQL or MariaDB server: it answers --version with ${answer.trim() || '(nothing)'}`,
		);
	}

	return {flavour: /mariadb/i.test(answer) ? 'mariadb' : 'mysql', number};
}

/** Whether a server is new enough for the sandbox. */
export function isSupported({flavour, number}: ServerVersion): boolean {
	return compareVersions(number, oldest[flavour].join('.')) >= 0;
}

/** The oldest usable version of a flavour, such as `8.0`. */
export function oldestSupported(flavour: Flavour): string {
	return oldest[flavour].join('.');
}

/** Compares two dotted versions number by number; negative if `a` is older. */
export function compareVersions(a: string, b: string): number {
	const left = a.split('.').map(Number);
	const right = b.split('.').map(Number);
	for (let index = 0; index < Math.max(left.length, right.length); index++) {
		const difference = (left[index] ?? 0) - (right[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}
