import {concatenate, littleEndian, utf8} from './bytes.js';
import {packetHeader} from './framing.js';

/** A value that is sent in one piece, unlike the file. */
export type PlainValue = string | number;

/** How a parameter travels in COM_STMT_EXECUTE. An integer is not sent as a double, so that a text column gets `1000000000000000` and not `1e15`. */
export type ParameterType = 'file' | 'string' | 'integer' | 'double';

const typeCodes: Readonly<Record<ParameterType, number>> = {
	file: 0xfc, // MYSQL_TYPE_BLOB
	string: 0xfd, // MYSQL_TYPE_VAR_STRING
	integer: 0x08, // MYSQL_TYPE_LONGLONG
	double: 0x05, // MYSQL_TYPE_DOUBLE
};

/** How a value travels. */
export function parameterType(value: PlainValue): ParameterType {
	if (typeof value === 'string') {
		return 'string';
	}

	return Number.isSafeInteger(value) ? 'integer' : 'double';
}

/** A length-encoded integer, as in the manual: 1, 3, 4 or 9 bytes. */
export function lengthEncodedInteger(value: number): Uint8Array {
	if (value < 0xfb) {
		return littleEndian(value, 1);
	}

	if (value < 2 ** 16) {
		return concatenate(Uint8Array.of(0xfc), littleEndian(value, 2));
	}

	return value < 2 ** 24
		? concatenate(Uint8Array.of(0xfd), littleEndian(value, 3))
		: concatenate(Uint8Array.of(0xfe), littleEndian(value, 8));
}

/** A value as COM_STMT_EXECUTE carries it. */
export function binaryValue(value: PlainValue): Uint8Array {
	if (typeof value === 'string') {
		const bytes = utf8(value);
		return concatenate(lengthEncodedInteger(bytes.length), bytes);
	}

	const view = new DataView(new ArrayBuffer(8));
	if (parameterType(value) === 'integer') {
		view.setBigInt64(0, BigInt(value), true);
	} else {
		view.setFloat64(0, value, true);
	}

	return new Uint8Array(view.buffer);
}

/**
COM_STMT_EXECUTE up to its values.

@param queryAttributes - Whether client and server agreed on CLIENT_QUERY_ATTRIBUTES (MySQL 8.0.23 and later): then the parameters are counted, and each has a name, which is empty.
*/
export function executeHead({
	statementId,
	types,
	queryAttributes,
}: {
	readonly statementId: number;
	readonly types: readonly ParameterType[];
	readonly queryAttributes: boolean;
}): Uint8Array {
	return concatenate(
		Uint8Array.of(0x17), // COM_STMT_EXECUTE
		littleEndian(statementId, 4),
		Uint8Array.of(queryAttributes ? 0x08 : 0), // PARAMETER_COUNT_AVAILABLE; no cursor
		littleEndian(1, 4), // One iteration, always
		queryAttributes ? lengthEncodedInteger(types.length) : new Uint8Array(0),
		new Uint8Array(Math.ceil(types.length / 8)), // No value is NULL
		Uint8Array.of(1), // The types follow
		...types.map(type =>
			queryAttributes
				? Uint8Array.of(typeCodes[type], 0, 0)
				: Uint8Array.of(typeCodes[type], 0),
		),
	);
}

/** What goes in front of a chunk of COM_STMT_SEND_LONG_DATA: packet header, command, statement and parameter. The chunk must fit into one packet. The server does not answer this command (manual). */
export function longDataHeader(
	statementId: number,
	parameter: number,
	length: number,
): Uint8Array {
	const body = concatenate(
		Uint8Array.of(0x18), // COM_STMT_SEND_LONG_DATA
		littleEndian(statementId, 4),
		littleEndian(parameter, 2),
	);
	return concatenate(packetHeader(body.length + length, 0), body);
}
