import {concatenate} from './bytes.js';
import {
	binaryValue,
	executeHead,
	lengthEncodedInteger,
	parameterType,
} from './execute-packet.js';
import {Framer} from './framing.js';
import {type Upload, type InsertParts} from './insert-parts.js';

/**
The INSERT as one COM_STMT_EXECUTE, with the file in it: the server has read the whole statement before it begins to work on it.

@throws RangeError when the statement is larger than a server can take.
*/
export function binaryUpload({
	before,
	file,
	after,
	queryAttributes,
}: InsertParts): Upload {
	const types = [
		...before.map(value => parameterType(value)),
		'file' as const,
		...after.map(value => parameterType(value)),
	];
	const headFor = (statementId: number) =>
		concatenate(
			executeHead({statementId, types, queryAttributes}),
			...before.map(value => binaryValue(value)),
			lengthEncodedInteger(file.size),
		);
	const tail = concatenate(...after.map(value => binaryValue(value)));
	// The statement's id has a fixed width, so the size is known before the id.
	const framer = new Framer(headFor(0).length + file.size + tail.length);

	return {
		isComplete: () => framer.isComplete,
		async send(pump, pieces, statementId) {
			await pump.send(() => framer.frame(headFor(statementId)));
			await pump.sendFile(pieces, slice => framer.frame(slice));
			await pump.send(() => framer.frame(tail));
		},
	};
}
