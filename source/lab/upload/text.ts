import {pieceSize} from './file-source.js';
import {Framer} from './framing.js';
import {HexEncoder} from './hex-encoder.js';
import {queryAround} from './query-packet.js';
import {type Upload, type InsertParts} from './insert-parts.js';

/**
The INSERT as one COM_QUERY, with the file as a hexadecimal literal: twice the bytes, and a text that the server has to parse.

@throws RangeError when the statement is larger than a server can take.
*/
export function textUpload(plan: InsertParts): Upload {
	const {head, tail} = queryAround(plan);
	const framer = new Framer(head.length + 2 * plan.file.size + tail.length);
	const encoder = new HexEncoder(pieceSize);

	return {
		isComplete: () => framer.isComplete,
		async send(pump, pieces) {
			await pump.send(() => framer.frame(head));
			await pump.sendFile(pieces, slice => framer.frame(encoder.encode(slice)));
			await pump.send(() => framer.frame(tail));
		},
	};
}
