import {
	binaryValue,
	executeHead,
	lengthEncodedInteger,
} from '../../../source/lab/upload/execute-packet.js';
import {queryAround} from '../../../source/lab/upload/query-packet.js';
import {fileName, sql} from './upload-lab.js';

/** The values of `half` that the search may choose from: as text their lengths differ by one. */
const halves = [-0.5, -0.25] as const;

/** Bytes of the payload with the file, calculated with the pure functions. */
function payloadSize(
	protocol: 'binary' | 'text',
	size: number,
	half: number,
	queryAttributes: boolean,
): number {
	if (protocol === 'text') {
		const {head, tail} = queryAround({
			pieces: sql.split('?'),
			before: [fileName],
			after: [size, half],
			queryAttributes,
		});
		return head.length + 2 * size + tail.length;
	}

	const types = ['string', 'file', 'integer', 'double'] as const;
	return (
		executeHead({statementId: 1, types, queryAttributes}).length +
		binaryValue(fileName).length +
		lengthEncodedInteger(size).length +
		size +
		binaryValue(size).length +
		binaryValue(half).length
	);
}

/** Finds the file's size, and the value beside it, for a payload of exactly this many bytes. */
export function sizeFor(
	protocol: 'binary' | 'text',
	payload: number,
	queryAttributes: boolean,
): {readonly size: number; readonly half: number} {
	const factor = protocol === 'text' ? 2 : 1;
	const most = Math.floor(payload / factor);
	for (let size = most; size > most - 500; size--) {
		for (const half of halves) {
			if (payloadSize(protocol, size, half, queryAttributes) === payload) {
				return {size, half};
			}
		}
	}

	throw new Error(`No file makes a payload of ${payload} bytes`);
}
