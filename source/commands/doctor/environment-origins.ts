import os from 'node:os';
import path from 'node:path';
import {byDefault, firstVariable, fromVariable} from '../../origin.js';
import {ownSetting, type OwnSetting} from '../../own-setting.js';
import {type LabOptions} from '../../options/parse-command-line.js';
import {cacheFolder} from '../../sandbox/cache-folder.js';
import {namedProgram} from '../../sandbox/named-program.js';
import {ownUser} from '../../server/own-user.js';
import {stateFolder} from '../../settings/state-folder.js';
import {drawsUnicode} from '../../terminal/capabilities.js';

/** Where the settings came from that no option file has: folders, the server program, and how it looks. */
export function environmentOrigins(
	environment: NodeJS.ProcessEnv,
	{target, ascii}: Pick<LabOptions, 'target' | 'ascii'>,
): readonly OwnSetting[] {
	return [
		...(target.type === 'sandbox'
			? sandboxOrigins(environment, target.program)
			: namedOrigins(environment)),
		temporaryFolder(environment),
		ownSetting('characters', drawsUnicode(environment, ascii), describe),
		colours(environment),
		...(environment['TERM'] === 'dumb'
			? [ownSetting('screen', fromVariable('TERM', 'none, but lines'))]
			: []),
	];
}

function describe(isUnicode: boolean): string {
	return isUnicode ? 'more than ASCII' : 'ASCII only';
}

function sandboxOrigins(
	environment: NodeJS.ProcessEnv,
	program: string | undefined,
): readonly OwnSetting[] {
	const named = namedProgram(program, environment);
	return [
		...(named ? [ownSetting('server-program', named)] : []),
		ownSetting('cache folder', cacheFolder(environment)),
	];
}

function namedOrigins(environment: NodeJS.ProcessEnv): readonly OwnSetting[] {
	const suffix = firstVariable([
		['MYSQL_GROUP_SUFFIX', environment['MYSQL_GROUP_SUFFIX']],
	]);
	return [
		...(suffix ? [ownSetting('group suffix', suffix)] : []),
		ownSetting(
			'state folder',
			stateFolder(environment, ownUser(environment).home),
		),
	];
}

function temporaryFolder(environment: NodeJS.ProcessEnv): OwnSetting {
	const {TMPDIR: chosen = ''} = environment;
	return ownSetting(
		'temporary folder',
		path.isAbsolute(chosen)
			? fromVariable('TMPDIR', chosen)
			: {value: os.tmpdir(), origin: byDefault},
	);
}

/** Chalk, which draws them, knows no NO_COLOR: the program makes it a FORCE_COLOR. */
function colours(environment: NodeJS.ProcessEnv): OwnSetting {
	const said = firstVariable([
		['NO_COLOR', environment['NO_COLOR'] && 'none'],
		['FORCE_COLOR', environment['FORCE_COLOR']],
	]);
	return ownSetting(
		'colours',
		said ?? {value: 'what the terminal has', origin: byDefault},
	);
}
