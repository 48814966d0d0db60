import {concatenate} from './bytes.js';
import {
	binaryValue,
	executeHead,
	longDataHeader,
	parameterType,
} from './execute-packet.js';
import {Framer, largestPayload} from './framing.js';
import {type Upload, type InsertParts} from './insert-parts.js';

/**
The file in chunks of COM_STMT_SEND_LONG_DATA, then the INSERT as a COM_STMT_EXECUTE without it. The server answers only the latter, and reports errors of the former there.

@throws RangeError when the file or the rest of the statement is larger than a server can take.
*/
export function longDataUpload({
	before,
	file,
	after,
	queryAttributes,
}: InsertParts): Upload {
	if (file.size > largestPayload) {
		throw new RangeError(
			`The file is ${file.size} bytes long; a server takes at most ${largestPayload}`,
		);
	}

	const types = [
		...before.map(value => parameterType(value)),
		'file' as const,
		...after.map(value => parameterType(value)),
	];
	const executeFor = (statementId: number) =>
		concatenate(
			executeHead({statementId, types, queryAttributes}),
			...[...before, ...after].map(value => binaryValue(value)),
		);
	const framer = new Framer(executeFor(0).length);

	return {
		isComplete: () => framer.isComplete,
		async send(pump, pieces, statementId) {
			const header = (length: number) =>
				longDataHeader(statementId, before.length, length);
			if (file.size === 0) {
				// Without any chunk the server would look for the value in COM_STMT_EXECUTE.
				await pump.send(() => [header(0)]);
			}

			await pump.sendFile(pieces, slice => [header(slice.length), slice]);
			await pump.send(() => framer.frame(executeFor(statementId)));
		},
	};
}
