/*
Where the settings of a server came from, and which server it is at all.
*/
import {byDefault, fromVariable, type Origin} from '../origin.js';
import {ownSetting, type OwnSetting} from '../own-setting.js';
import {type Server} from '../server/address.js';
import {
	type FoundOptions,
	type ServerEnvironment,
} from '../server/given-server.js';
import {choose, type ServerSources} from '../server/server-sources.js';
import {fileOrigins, serverOrigins} from '../server/setting-origins.js';
import {spelled} from './flag.js';
import {defaultSchema} from './flag-values.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';

/** A value of a flag: its own name is what the setting is called. */
export function flagOrigin(name: keyof typeof flags): Origin {
	return {type: 'flag', flag: spelled(name, flags[name])};
}

/** For a server that is named. Pure. */
export function namedOrigins(
	{loginPath, defaults}: Given,
	{
		sources,
		found: {files = []},
		server,
	}: {
		readonly sources: ServerSources;
		readonly found: FoundOptions;
		readonly server: Server;
	},
	surroundings: ServerEnvironment,
): readonly OwnSetting[] {
	return [
		...serverOrigins(sources, server, surroundings),
		ownSetting('database', choose(sources, 'database') ?? usualSchema),
		...(loginPath === undefined
			? []
			: [
					{
						name: 'login-path',
						value: loginPath,
						origin: flagOrigin('loginPath'),
					},
				]),
		...(defaults
			? []
			: [
					{
						name: 'option files',
						value: 'none but the login file',
						origin: flagOrigin('defaults'),
					},
				]),
		...fileOrigins(files),
	];
}

/** For a throwaway server. Pure. */
export function sandboxOrigins(
	{sandbox, serverProgram, database, connectTimeout, defaults}: Given,
	{host, socket}: ServerEnvironment,
): readonly OwnSetting[] {
	const flag = (['sandbox', 'serverProgram'] as const).find(
		name => ({sandbox, serverProgram})[name] !== undefined,
	);
	const named = [
		...(host === undefined ? [] : [fromVariable('MYSQL_HOST', host)]),
		...(socket === undefined ? [] : [fromVariable('MYSQL_UNIX_PORT', socket)]),
	];
	return [
		ownSetting('sandbox', {
			value:
				flag === undefined
					? 'any server, as none is named'
					: sandbox === undefined || sandbox === ''
						? 'any server'
						: sandbox,
			origin: flag === undefined ? byDefault : flagOrigin(flag),
			overrides: named,
		}),
		ownSetting(
			'database',
			database === undefined
				? usualSchema
				: {value: database, origin: flagOrigin('database')},
		),
		...(connectTimeout === undefined
			? []
			: [unnamed('connect-timeout', `${connectTimeout} s`, 'connectTimeout')]),
		...(defaults ? [] : [unnamed('option files', 'none', 'defaults')]),
	];
}

/** What is about a named server only. */
function unnamed(
	name: string,
	value: string,
	flag: keyof typeof flags,
): OwnSetting {
	return {
		name,
		value,
		origin: flagOrigin(flag),
		unused: 'no server is named',
	};
}

const usualSchema = {value: defaultSchema, origin: byDefault};
