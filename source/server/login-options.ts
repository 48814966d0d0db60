import path from 'node:path';
import {byDefault, fromVariable} from '../origin.js';
import {Refusal} from '../refusal.js';
import {readLoginFile} from './option-file-access.js';
import {type OptionFilePlaces} from './option-files.js';
import {readOptionLine} from './option-lines.js';
import {type OptionReader} from './option-reader.js';

/** Where the login file is. */
export function loginFile({home, environment}: OptionFilePlaces): string {
	return (
		environment['MYSQL_TEST_LOGIN_FILE'] ?? path.join(home, '.mylogin.cnf')
	);
}

/**
Reads the login file.

@param groups - Those that are always read.
@param loginGroups - Those that the login path means.
@throws {Refusal} when the login path is not in it; {WrongOptionFile}
*/
export function readLogin(
	reader: OptionReader,
	{
		loginPath,
		groups,
		loginGroups,
	}: {
		readonly loginPath: string | undefined;
		readonly groups: ReadonlySet<string>;
		readonly loginGroups: ReadonlySet<string>;
	},
	places: OptionFilePlaces,
): void {
	const {environment} = places;
	const file = loginFile(places);
	const found = readLoginFile(file);
	const origin = environment['MYSQL_TEST_LOGIN_FILE']
		? fromVariable('MYSQL_TEST_LOGIN_FILE', file).origin
		: byDefault;
	if (found && 'ignored' in found) {
		reader.warn(ignoredLogin(file, found));
		reader.found({file, origin, ...found});
	} else if (found) {
		reader.found({file, origin});
		reader.readText(found.text, file, new Set([...groups, ...loginGroups]));
	}

	if (loginPath !== undefined && !hasGroup(found, loginGroups)) {
		const why =
			found && 'ignored' in found ? ` ${ignoredLogin(file, found)}` : '';
		throw new Refusal(
			`The login path ${loginPath} is not in ${file}.${why} To list the login paths, run: mysql_config_editor print --all`,
		);
	}
}

function ignoredLogin(
	file: string,
	{ignored}: {readonly ignored: string},
): string {
	return `${file} is ignored: ${ignored}.`;
}

function hasGroup(
	found: ReturnType<typeof readLoginFile>,
	groups: ReadonlySet<string>,
): boolean {
	return (
		found !== undefined &&
		'text' in found &&
		found.text.split('\n').some(line => {
			const read = readOptionLine(line);
			return read?.type === 'group' && groups.has(read.name.toLowerCase());
		})
	);
}
