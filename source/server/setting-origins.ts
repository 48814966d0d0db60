import {byDefault, type Choice, type Origin} from '../origin.js';
import {ownSetting, type OwnSetting} from '../own-setting.js';
import {type Server} from './address.js';
import {type OptionFile} from './file-option.js';
import {type Password} from './password.js';
import {type ServerEnvironment} from './given-server.js';
import {defaultHost, defaultPort} from './resolve-server.js';
import {usualConnectTimeout} from './server-numbers.js';
import {
	choose,
	optionNames,
	type ServerSources,
	type ServerValues,
} from './server-sources.js';

/**
Where each setting of a named server came from, those that nobody set too: how it is reached, who logs in, and how the connection is encrypted. Pure.

@param server - What was made of the sources.
*/
export function serverOrigins(
	sources: ServerSources,
	server: Server,
	{localSocket, userName, userOrigin = {type: 'system'}}: ServerEnvironment,
): readonly OwnSetting[] {
	const tell = <Name extends keyof ServerValues>(
		name: Name,
		words?: (value: NonNullable<ServerValues[Name]>) => string,
	) => optional(optionNames[name], choose(sources, name), words);
	const usual = <Name extends 'user' | 'password' | 'connectTimeout' | 'mode'>(
		name: Name,
		value: string,
		words?: (value: NonNullable<ServerValues[Name]>) => string,
		origin: Origin = byDefault,
	): readonly OwnSetting[] => {
		const told = tell(name, words);
		return told.length > 0 ? told : [{name: optionNames[name], value, origin}];
	};

	return [
		...addressOrigins(sources, server, localSocket),
		...usual('user', userName, undefined, userOrigin),
		...usual('password', 'none', describePassword),
		...usual('connectTimeout', inSeconds(usualConnectTimeout), inSeconds),
		...usual('mode', server.tls?.mode ?? 'PREFERRED'),
		...(['ca', 'cert', 'key'] as const)
			.flatMap(name => tell(name))
			.map(setting =>
				server.tls
					? setting
					: {...setting, unused: 'the connection is not encrypted'},
			),
		...tell('publicKeyFile'),
		...tell('asksForPublicKey', isOn => (isOn ? 'on' : 'off')),
	];
}

function addressOrigins(
	sources: ServerSources,
	{address}: Server,
	localSocket: string,
): readonly OwnSetting[] {
	const socket = choose(sources, 'socket');
	const host = optional(optionNames.host, choose(sources, 'host'));
	const port = optional(optionNames.port, choose(sources, 'port'));
	const protocol = optional(
		optionNames.isTcp,
		choose(sources, 'isTcp'),
		isTcp => (isTcp ? 'tcp' : 'not tcp'),
	);
	const usualHost = {name: 'host', value: defaultHost, origin: byDefault};
	if (address.type === 'tcp') {
		return [
			...(host.length > 0 ? host : [usualHost]),
			...(port.length > 0
				? port
				: [{name: 'port', value: String(defaultPort), origin: byDefault}]),
			...protocol,
			...unused(
				optional(optionNames.socket, socket),
				address.host === defaultHost
					? 'the connection is TCP'
					: `only ${defaultHost} is a socket`,
			),
		];
	}

	if (socket?.origin.type === 'flag') {
		return [
			ownSetting(optionNames.socket, socket),
			...unused([...host, ...port, ...protocol], '--socket names the server'),
		];
	}

	return [
		...(host.length > 0 ? host : [usualHost]),
		ownSetting(
			optionNames.socket,
			socket ?? {value: localSocket, origin: byDefault},
		),
		...unused(port, `${defaultHost} is its socket`),
		...protocol,
	];
}

function optional<Value>(
	name: string,
	choice: Choice<Value> | undefined,
	tell?: (value: Value) => string,
): readonly OwnSetting[] {
	return choice ? [ownSetting(name, choice, tell)] : [];
}

function unused(
	settings: readonly OwnSetting[],
	why: string,
): readonly OwnSetting[] {
	return settings.map(setting => ({...setting, unused: why}));
}

/** What a password is, and never how long: an empty one is none. */
function describePassword(password: Password): string {
	return password.type === 'asked'
		? 'asked for'
		: password.text === ''
			? 'none'
			: '***';
}

function inSeconds(ms: number): string {
	return `${ms / 1000} s`;
}

/** The option files that there are. Pure. */
export function fileOrigins(
	files: readonly OptionFile[],
): readonly OwnSetting[] {
	return files.map(({file, origin, ignored}) => ({
		name: 'option file',
		value: file,
		origin,
		...(ignored !== undefined && {unused: ignored}),
	}));
}
