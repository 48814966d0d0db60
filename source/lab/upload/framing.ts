import {concatenate, littleEndian} from './bytes.js';

/** The most bytes that one packet can carry: its header has three bytes for the length. Manual: "Sending More Than 16Mb". */
export const largestPacket = 0xff_ff_ff;

/** The most bytes of one statement, over all its packets. Measured: the largest that MySQL 9.7 and MariaDB 10.11 take with `max_allowed_packet` at its maximum of 1 GB. */
export const largestPayload = 2 ** 30 - 1;

/**
Cuts one payload into packets while it streams past.

A payload that ends with a full packet is closed by an empty one. mysql2 3.24.6 gets this wrong (measured: payloads of 16777212 to 16777214 bytes modulo 16777215 break the connection), hence our own.
*/
export class Framer {
	#payloadLeft: number;
	#packetLeft = 0;
	#sequenceId = 0;
	#isLastFull = false;

	/**
	@param payload - Bytes of the whole payload, more than 0.
	@throws RangeError when no server can take a payload of this size.
	*/
	constructor(payload: number) {
		if (payload > largestPayload) {
			throw new RangeError(
				`The statement would be ${payload} bytes long; a server takes at most ${largestPayload}`,
			);
		}

		this.#payloadLeft = payload;
	}

	/** Whether the whole payload has been framed. */
	get isComplete(): boolean {
		return this.#payloadLeft === 0;
	}

	/**
	Returns the buffers that bring the next bytes of the payload onto the wire: views of `bytes`, with packet headers in between. The empty packet at the end comes with the last bytes.

	@throws RangeError when there are more bytes than the payload was to have.
	*/
	frame(bytes: Uint8Array): Uint8Array[] {
		if (bytes.length > this.#payloadLeft) {
			throw new RangeError('More bytes than the payload was to have');
		}

		const parts: Uint8Array[] = [];
		for (let offset = 0; offset < bytes.length;) {
			if (this.#packetLeft === 0) {
				this.#packetLeft = Math.min(largestPacket, this.#payloadLeft);
				this.#isLastFull = this.#packetLeft === largestPacket;
				parts.push(this.#header(this.#packetLeft));
			}

			const part = bytes.subarray(offset, offset + this.#packetLeft);
			parts.push(part);
			offset += part.length;
			this.#packetLeft -= part.length;
			this.#payloadLeft -= part.length;
		}

		if (bytes.length > 0 && this.isComplete && this.#isLastFull) {
			parts.push(this.#header(0));
		}

		return parts;
	}

	#header(length: number): Uint8Array {
		const header = packetHeader(length, this.#sequenceId);
		this.#sequenceId = (this.#sequenceId + 1) % 256;
		return header;
	}
}

/** The four bytes in front of every packet. */
export function packetHeader(length: number, sequenceId: number): Uint8Array {
	return concatenate(littleEndian(length, 3), littleEndian(sequenceId, 1));
}
