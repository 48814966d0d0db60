/*
The flags that name a server. They have their own file because there are many.
*/
import {parseTlsMode, tlsModes} from '../server/tls-words.js';
import {onConnection, type Flag} from './flag.js';
import {readTimeLimit} from './flag-values.js';
import {oneOf} from './one-of.js';

/** What the flags that the mysql client has too have in common. */
const asInMysql = {takenBy: onConnection, help: {at: 'mysql'}} as const;

/** A file of a certificate, a key or of options. */
const file = {name: 'FILE', offers: 'files'} as const;

/** The flags, in the order of `--help`; that for the password is not meow's, see `takePassword()`. */
export const serverFlags = {
	host: {
		type: 'string',
		shortFlag: 'h',
		text: 'The host of the server.',
		value: {name: 'HOST'},
		...asInMysql,
	},
	port: {
		type: 'string',
		shortFlag: 'P',
		text: 'Its port.',
		value: {name: 'PORT'},
		...asInMysql,
	},
	user: {
		type: 'string',
		shortFlag: 'u',
		text: 'The account.',
		value: {name: 'USER'},
		...asInMysql,
	},
	password: {
		type: 'string',
		shortFlag: 'p',
		text: 'Asks for the password without showing it. One that follows directly shows in the list of processes until it is read.',
		value: {name: 'PASSWORD', isOptional: true},
		...asInMysql,
	},
	socket: {
		type: 'string',
		shortFlag: 'S',
		text: 'The unix socket of a server on this machine.',
		value: file,
		...asInMysql,
	},
	database: {
		type: 'string',
		shortFlag: 'D',
		text: 'The schema for the table of the lab.',
		value: {name: 'SCHEMA'},
		...asInMysql,
	},
	loginPath: {
		type: 'string',
		text: 'A path in the login file of mysql_config_editor.',
		value: {name: 'NAME', offers: 'login-paths'},
		...asInMysql,
	},
	defaultsFile: {
		type: 'string',
		text: 'Reads this option file in place of the usual ones.',
		value: file,
		...asInMysql,
	},
	connectTimeout: {
		type: 'string',
		text: 'How many seconds a server has to answer.',
		read: readTimeLimit,
		value: {name: 'SECONDS'},
		...asInMysql,
	},
	sslMode: {
		...oneOf('--ssl-mode', 'MODE', tlsModes, parseTlsMode),
		text: 'Whether the connection is encrypted, and what of the certificate is checked.',
		...asInMysql,
	},
	sslCa: {
		type: 'string',
		text: 'The authorities that may have signed the certificate of the server.',
		value: file,
		...asInMysql,
	},
	sslCert: {
		type: 'string',
		text: 'The certificate of the client.',
		value: file,
		...asInMysql,
	},
	sslKey: {
		type: 'string',
		text: 'The key of that certificate.',
		value: file,
		...asInMysql,
	},
	getServerPublicKey: {
		type: 'boolean',
		default: false,
		text: 'Accepts the public key that the server sends over a connection without encryption.',
		...asInMysql,
	},
	serverPublicKeyPath: {
		type: 'string',
		text: 'The file of the public key of the server.',
		value: file,
		...asInMysql,
	},
	defaultsExtraFile: {
		type: 'string',
		takenBy: onConnection,
		text: 'Reads this option file after those of the machine.',
		value: file,
	},
	// Given as `--no-defaults`.
	defaults: {
		type: 'boolean',
		default: true,
		takenBy: onConnection,
		text: 'Reads no option file but the login file.',
	},
} as const satisfies Readonly<Record<string, Flag>>;

/** The values of the flags, as they were given. */
export type GivenServerFlags = {
	readonly [Name in Exclude<keyof typeof serverFlags, 'password'>]?:
		| ((typeof serverFlags)[Name]['type'] extends 'boolean' ? boolean : string)
		| undefined;
};
