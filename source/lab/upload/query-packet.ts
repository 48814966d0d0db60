import {literal} from '../../server/literal.js';
import {concatenate, utf8} from './bytes.js';
import {type PlainValue} from './execute-packet.js';

/** What stands before the text of a COM_QUERY. @param queryAttributes - Whether client and server agreed on CLIENT_QUERY_ATTRIBUTES: then the number of attributes comes first, here none. */
export function queryStart(queryAttributes: boolean): Uint8Array {
	return Uint8Array.from(queryAttributes ? [0x03, 0, 1] : [0x03]);
}

/**
COM_QUERY around the digits of the file, which is a hexadecimal literal: `x''` also where it is empty, which `0x` cannot be.

@param pieces - The statement's text between its placeholders: one more than there are values.
@param queryAttributes - As for {@link queryStart}.
*/
export function queryAround({
	pieces,
	before,
	after,
	queryAttributes,
}: {
	readonly pieces: readonly string[];
	readonly before: readonly PlainValue[];
	readonly after: readonly PlainValue[];
	readonly queryAttributes: boolean;
}): {readonly head: Uint8Array; readonly tail: Uint8Array} {
	return {
		head: concatenate(
			queryStart(queryAttributes),
			utf8(`${weave(pieces.slice(0, before.length + 1), before)}x'`),
		),
		tail: utf8(`'${weave(pieces.slice(before.length + 1), after)}`),
	};
}

function weave(
	pieces: readonly string[],
	values: readonly PlainValue[],
): string {
	const literals = values.map(value => literal(value));
	return pieces
		.map((piece, index) => `${piece}${literals[index] ?? ''}`)
		.join('');
}
