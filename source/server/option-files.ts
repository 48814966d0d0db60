import path from 'node:path';
import {byDefault, fromVariable, type Origin} from '../origin.js';
import {Refusal} from '../refusal.js';
import {
	WrongOptionFile,
	type FileOption,
	type OptionFile,
} from './file-option.js';
import {readLogin} from './login-options.js';
import {
	createOptionReader,
	expandHome,
	type OptionReader,
} from './option-reader.js';

/** Which option files to read. The login file is always read as well. */
export type OptionFileChoice = {
	readonly files:
		| {readonly type: 'usual'; readonly extra?: string}
		| {readonly type: 'only'; readonly file: string}
		| {readonly type: 'none'};
	/** A group of the login file, besides the usual ones. */
	readonly loginPath?: string;
};

/** Where the option files are. */
export type OptionFilePlaces = {
	/** The user's home folder. */
	readonly home: string;
	readonly environment: NodeJS.ProcessEnv;
	/** The machine's own files, which come first. */
	readonly machine?: readonly string[];
};

/** The groups that the lab reads: those of the mysql client and MariaDB's client, and its own. */
export const optionGroups = [
	'client',
	'client-server',
	'client-mariadb',
	'mysql',
	'mariadb-client',
	'kill-lab',
] as const;

/** Where a machine's own option files are. */
export const machineFiles = ['/etc/my.cnf', '/etc/mysql/my.cnf'] as const;

/**
Reads the option files with the rules and in the order of the mysql client [measured with MySQL 9.7 and MariaDB 10.11]. Of options with the same name the last one counts.

@returns The options in the order in which they were found, the files that there are, and warnings for the user: files that were ignored.
@throws {Refusal} when a named file can't be read, one of the files is not an option file, or the login path is not in the login file: the mysql client would go to its own machine then.
*/
export function readOptionFiles(
	{files, loginPath}: OptionFileChoice,
	places: OptionFilePlaces,
): {
	options: readonly FileOption[];
	files: readonly OptionFile[];
	warnings: readonly string[];
} {
	const {home, environment} = places;
	const reader = createOptionReader(home);
	const groups = withSuffix(optionGroups, environment);

	try {
		switch (files.type) {
			case 'only': {
				readNamed(reader, expandHome(files.file, home), groups, {
					type: 'flag',
					flag: '--defaults-file',
				});
				break;
			}

			case 'usual': {
				readUsual(reader, files.extra, groups, places);
				break;
			}

			case 'none': {
				break;
			}
		}

		readLogin(
			reader,
			{
				loginPath,
				groups,
				loginGroups: withSuffix(
					loginPath === undefined ? [] : [loginPath],
					environment,
				),
			},
			places,
		);
	} catch (error: unknown) {
		throw error instanceof WrongOptionFile
			? new Refusal(`${error.message} Fix it, or name another option file.`, {
					cause: error,
				})
			: error;
	}

	const {options, files: found, warnings} = reader;
	return {options, files: found, warnings};
}

function readUsual(
	reader: OptionReader,
	extra: string | undefined,
	groups: ReadonlySet<string>,
	{home, environment, machine = machineFiles}: OptionFilePlaces,
): void {
	const serverHome = environment['MYSQL_HOME'];
	for (const file of machine) {
		reader.readFile(file, groups, byDefault);
	}

	if (serverHome) {
		// The manual says that it is for the server, but the clients read it too [measured].
		const {value, origin} = fromVariable(
			'MYSQL_HOME',
			path.join(serverHome, 'my.cnf'),
		);
		reader.readFile(value, groups, origin);
	}

	if (extra !== undefined) {
		readNamed(reader, expandHome(extra, home), groups, {
			type: 'flag',
			flag: '--defaults-extra-file',
		});
	}

	reader.readFile(path.join(home, '.my.cnf'), groups, byDefault);
}

function readNamed(
	reader: OptionReader,
	file: string,
	groups: ReadonlySet<string>,
	origin: Origin,
): void {
	if (!reader.readFile(file, groups, origin)) {
		throw new Refusal(
			`The option file ${file} can't be read. Check that it exists and that this user may read it.`,
		);
	}
}

/** Group names in lower case: case does not count [measured]. */
function withSuffix(
	groups: readonly string[],
	environment: NodeJS.ProcessEnv,
): ReadonlySet<string> {
	const suffix = environment['MYSQL_GROUP_SUFFIX'] ?? '';
	return new Set(
		groups
			.flatMap(group => [group, `${group}${suffix}`])
			.map(group => group.toLowerCase()),
	);
}
