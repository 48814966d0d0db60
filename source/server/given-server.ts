import {type Origin, type Sourced} from '../origin.js';
import {type ClientOptions} from './client-options.js';
import {type OptionFile} from './file-option.js';
import {type OptionFileChoice} from './option-files.js';
import {type Password} from './password.js';
import {type GivenTls} from './tls-words.js';

/** What the command line says about a server. */
export type GivenServer = {
	readonly uri?: string;
	readonly host?: string;
	readonly port?: string;
	readonly socket?: string;
	readonly user?: string;
	readonly password?: Password;
	readonly database?: string;
	readonly tls?: GivenTls;
	/** Ms. */
	readonly connectTimeout?: number;
};

/** What was found in option files. */
export type FoundOptions = {
	/** What each of their lines says, in their order. */
	readonly lines: ReadonlyArray<Sourced<ClientOptions>>;
	/** Those that there are; absent: nobody looked. */
	readonly files?: readonly OptionFile[];
};

/** What else the choice of a server depends on. */
export type ServerEnvironment = {
	/** `MYSQL_HOST`. */
	readonly host?: string;
	/** `MYSQL_TCP_PORT`. */
	readonly port?: string;
	/** `MYSQL_UNIX_PORT`. */
	readonly socket?: string;
	/** `MYSQL_PWD`. */
	readonly password?: string;
	/** The name of the operating system's user: the default user, as in the mysql client. */
	readonly userName: string;
	/** Where that name is from; absent: the operating system. */
	readonly userOrigin?: Origin;
	/** The socket that `localhost` means. */
	readonly localSocket: string;
	/** Reads the option files: only for a named server. @throws {Refusal} when they can't be read. */
	readonly readOptions?: (choice: OptionFileChoice) => FoundOptions;
};
