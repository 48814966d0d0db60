import {Buffer} from 'node:buffer';
import {type AuthPlugin, type Connection} from 'mysql2';
import {connectError} from './greeting.js';

/** What one way to log in says to a server. It gets the server's first data, yields each of its own, and is given the server's next; a yielded `undefined` says nothing. */
export type Exchange = Generator<Uint8Array | undefined, void, Uint8Array>;

/** What an exchange is about. */
export type Login = {
	readonly connection: Connection;
	/** Empty: none. */
	readonly password: string;
};

/**
Makes a plugin for mysql2 of an exchange.

Errors are thrown at once and not as a promise: mysql2 overwrites the code of those.
*/
export function asPlugin(
	begin: (first: Uint8Array, login: Login) => Exchange,
): AuthPlugin {
	return ({connection}) => {
		let exchange: Exchange | undefined;
		return data => {
			const isFirst = exchange === undefined;
			exchange ??= begin(data, {connection, password: passwordOf(connection)});
			const {done, value} = isFirst ? exchange.next() : exchange.next(data);
			if (done) {
				throw wrongAnswer();
			}

			return value ? Buffer.from(value) : null;
		};
	};
}

/** The server says what does not belong there. */
export function wrongAnswer(): Error {
	return connectError(
		'WRONG_LOGIN_ANSWER',
		'its data do not fit the authentication method that it asks for',
	);
}

/** The password of the factor that the server asks for: mysql2 puts it there. */
function passwordOf(connection: Connection): string {
	const {password} = connection.config;
	return typeof password === 'string' ? password : '';
}
