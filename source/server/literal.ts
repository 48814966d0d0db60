import {Buffer} from 'node:buffer';

/**
A value as a literal. A string is written in hexadecimal: the result is a utf8mb4 string whatever `sql_mode` (NO_BACKSLASH_ESCAPES, ANSI_QUOTES) and the connection's character set are, on MySQL and MariaDB [measured]. mysql2's own way to put a value into a statement, a backslash before a quote, is a syntax error or another string under NO_BACKSLASH_ESCAPES.
*/
export function literal(value: string | number): string {
	return typeof value === 'string'
		? `_utf8mb4 x'${Buffer.from(value, 'utf8').toString('hex')}'`
		: String(value);
}

/**
A statement with a value for each of its question marks, in their order.

@param sql - Every question mark is a placeholder, so there is none in its names, strings or comments.
@throws TypeError when there are more or fewer of them than values.
*/
export function withValues(
	sql: string,
	values: ReadonlyArray<string | number>,
): string {
	if (values.length === 0) {
		return sql;
	}

	const pieces = sql.split('?');
	if (pieces.length !== values.length + 1) {
		throw new TypeError(
			`The statement has ${pieces.length - 1} placeholders for ${values.length} values`,
		);
	}

	return pieces
		.map((piece, index) => {
			const value = values[index];
			return value === undefined ? piece : `${piece}${literal(value)}`;
		})
		.join('');
}

/** A quoted name for a statement. Backticks quote under every `sql_mode`, and a backslash inside them is just a backslash. */
export function quoted(name: string): string {
	return `\`${name.replaceAll('`', '``')}\``;
}
