import {type Origin, type Sourced} from '../origin.js';
import {Refusal} from '../refusal.js';
import {type FileOption} from './file-option.js';
import {type Password} from './password.js';
import {parsePort, parseTimeLimit} from './server-numbers.js';
import {changeTls} from './tls-options.js';
import {withoutCancelled, type GivenTls} from './tls-words.js';

/** What option files say about a server, or one line of them; `undefined`: what was said before is cancelled. */
export type ClientOptions = {
	readonly host?: string | undefined;
	readonly port?: number | undefined;
	readonly socket?: string | undefined;
	readonly user?: string | undefined;
	readonly password?: Password | undefined;
	/** The schema for the lab's table: only from the group `[kill-lab]`. The mysql client's default schema is not one where the lab may create something. */
	readonly database?: string | undefined;
	/** Whether `localhost` is not its socket (`protocol=tcp`). */
	readonly isTcp?: boolean;
	readonly tls?: GivenTls;
	/** Ms. */
	readonly connectTimeout?: number | undefined;
};

/**
Picks the options that the lab knows; others are ignored.

@returns What each of them says, in their order.
@throws {Refusal} when a value is not valid. It names the file and the line.
*/
export function readClientOptions(
	options: readonly FileOption[],
): ReadonlyArray<Sourced<ClientOptions>> {
	const read: Array<Sourced<ClientOptions>> = [];
	for (const option of options) {
		const value = change(option, mergeOptions(read));
		if (Object.keys(value).length > 0) {
			read.push({value, origin: originOf(option)});
		}
	}

	return read;
}

/** What lines of option files say together: the last value counts, and an empty one cancels those before it. Pure. */
export function mergeOptions(
	lines: ReadonlyArray<Sourced<ClientOptions>>,
): ClientOptions {
	let merged: ClientOptions = {};
	for (const {value} of lines) {
		const {tls = merged.tls} = value;
		merged = {
			...merged,
			...value,
			...(tls && {tls: withoutCancelled({...merged.tls, ...tls})}),
		};
	}

	return merged;
}

function originOf({file, group, line, isCut}: FileOption): Origin {
	return {
		type: 'file',
		file,
		...(line !== undefined && {line}),
		group,
		...(isCut && {isCut}),
	};
}

function change(option: FileOption, {tls = {}}: ClientOptions): ClientOptions {
	const {name, value, group} = option;
	const text = value === '' ? undefined : value;
	switch (name) {
		case 'host':
		case 'socket':
		case 'user': {
			return {[name]: text};
		}

		case 'database': {
			return group === 'kill-lab' ? {database: text} : {};
		}

		case 'password': {
			// Without a value the client asks [measured].
			return {
				password:
					value === undefined ? {type: 'asked'} : {type: 'known', text: value},
			};
		}

		case 'skip-password': {
			return {password: {type: 'known', text: ''}};
		}

		case 'port': {
			// 0 is the default.
			return {
				port: readNumber(
					option,
					parsePort,
					'It takes a number from 1 to 65535.',
				),
			};
		}

		case 'connect-timeout': {
			return {
				connectTimeout: readNumber(
					option,
					parseTimeLimit,
					'It takes a number of seconds from 1 to 86400.',
				),
			};
		}

		case 'protocol': {
			// As the client reads it: abbreviated, in upper or lower case.
			return {isTcp: /^t(?:cp?)?$/i.test(value ?? '')};
		}

		default: {
			const changed = changeTls(tls, name, value);
			if (changed === 'wrong') {
				throw wrongValue(
					option,
					'It takes DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY.',
				);
			}

			return changed ? {tls: changed} : {};
		}
	}
}

function readNumber(
	option: FileOption,
	parse: (word: string) => number | undefined,
	takes: string,
): number | undefined {
	const {value = ''} = option;
	const number = parse(value);
	if (number === undefined && !/^0*$/.test(value)) {
		throw wrongValue(option, takes);
	}

	return number;
}

/** The value is not repeated: it may be a misplaced password. */
function wrongValue(
	{file, group, line, name}: FileOption,
	takes: string,
): Refusal {
	return new Refusal(
		`The value of ${name} in group [${group}] of ${file}${line === undefined ? '' : `, line ${line},`} is not valid. ${takes}`,
	);
}
