import path from 'node:path';
import {Refusal} from '../refusal.js';
import {readLoginFile} from './option-file-access.js';
import {
	createOptionReader,
	expandHome,
	WrongOptionFile,
	type FileOption,
	type OptionReader,
} from './option-reader.js';

/** Which option files are read. Whatever is chosen, the login file is one more. */
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
	/** The files of the machine, which come first. */
	readonly machine?: readonly string[];
};

/** The groups that the lab reads: those of the mysql client and of MariaDB's, and its own. */
export const optionGroups = [
	'client',
	'client-server',
	'client-mariadb',
	'mysql',
	'mariadb-client',
	'kill-lab',
] as const;

const machineFiles = ['/etc/my.cnf', '/etc/mysql/my.cnf'] as const;

/**
Reads the option files with the rules and in the order of the mysql client [measured with MySQL 9.7 and MariaDB 10.11]. Of options with the same name the last one counts.

@returns The options in the order in which they were found, and what the user should know: files that were ignored.
@throws {Refusal} when a named file can't be read, or one of the files is not an option file.
*/
export function readOptionFiles(
	{files, loginPath}: OptionFileChoice,
	places: OptionFilePlaces,
): {options: readonly FileOption[]; warnings: readonly string[]} {
	const {home, environment} = places;
	const reader = createOptionReader(home);
	const groups = withSuffix(optionGroups, environment);

	try {
		switch (files.type) {
			case 'only': {
				readNamed(reader, expandHome(files.file, home), groups);
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

		const loginGroups = loginPath === undefined ? [] : [loginPath];
		readLogin(
			reader,
			withSuffix([...optionGroups, ...loginGroups], environment),
			places,
		);
	} catch (error: unknown) {
		throw error instanceof WrongOptionFile
			? new Refusal(`${error.message} Mend it, or name another option file.`, {
					cause: error,
				})
			: error;
	}

	const {options, warnings} = reader;
	return {options, warnings};
}

function readUsual(
	reader: OptionReader,
	extra: string | undefined,
	groups: ReadonlySet<string>,
	{home, environment, machine = machineFiles}: OptionFilePlaces,
): void {
	const serverHome = environment['MYSQL_HOME'];
	for (const file of [
		...machine,
		// The manual calls it the server's, but the clients read it too [measured].
		...(serverHome ? [path.join(serverHome, 'my.cnf')] : []),
	]) {
		reader.readFile(file, groups);
	}

	if (extra !== undefined) {
		readNamed(reader, expandHome(extra, home), groups);
	}

	reader.readFile(path.join(home, '.my.cnf'), groups);
}

function readNamed(
	reader: OptionReader,
	file: string,
	groups: ReadonlySet<string>,
): void {
	if (!reader.readFile(file, groups)) {
		throw new Refusal(
			`The option file ${file} can't be read. Is it there, and may this user read it?`,
		);
	}
}

function readLogin(
	reader: OptionReader,
	groups: ReadonlySet<string>,
	{home, environment}: OptionFilePlaces,
): void {
	const file =
		environment['MYSQL_TEST_LOGIN_FILE'] ?? path.join(home, '.mylogin.cnf');
	const found = readLoginFile(file);
	if (typeof found === 'string') {
		reader.warn(found);
	} else if (found) {
		reader.readText(found.text, file, groups);
	}
}

/** Names of groups in lower case: case does not count [measured]. */
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
