import {Buffer} from 'node:buffer';
import {type AuthPlugin, type Connection} from 'mysql2';
import {connectError} from './greeting.js';

/** The client's side of one authentication method. It gets the server's first data, yields each answer, and gets the server's next data; yielding `undefined` sends nothing. */
export type Exchange = Generator<Uint8Array | undefined, void, Uint8Array>;

/** What an exchange is about. */
export type Login = {
	readonly connection: Connection;
	/** Empty: none. */
	readonly password: string;
};

/**
Turns an exchange into a plugin for mysql2.

Errors are thrown synchronously and not as a promise: mysql2 would overwrite their code.
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

/** The server sent something that does not belong there. */
export function wrongAnswer(): Error {
	return connectError(
		'WRONG_LOGIN_ANSWER',
		'its data do not fit the authentication method that it asks for',
	);
}

/** The password for the factor that the server asks for: mysql2 puts it there. */
function passwordOf(connection: Connection): string {
	const {password} = connection.config;
	return typeof password === 'string' ? password : '';
}
