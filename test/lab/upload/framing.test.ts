import test from 'ava';
import {
	Framer,
	largestPacket,
	largestPayload,
	packetHeader,
} from '../../../source/lab/upload/framing.js';

/** Frames a payload of zeros in steps; returns each packet's length, sequence id and number of bytes. */
function packetsOf(payload: number, step: number) {
	const framer = new Framer(payload);
	const zeros = new Uint8Array(Math.min(step, payload));
	const packets: Array<{length: number; id: number; bytes: number}> = [];
	for (let offset = 0; offset < payload; offset += step) {
		for (const part of framer.frame(
			zeros.subarray(0, Math.min(step, payload - offset)),
		)) {
			const current = packets.at(-1);
			if (current && current.bytes < current.length) {
				current.bytes += part.length;
			} else {
				const [low = 0, middle = 0, high = 0, id = 0] = part;
				packets.push({
					length: low + middle * 256 + high * 65_536,
					id,
					bytes: 0,
				});
			}
		}
	}

	return {packets, isComplete: framer.isComplete};
}

const table: ReadonlyArray<readonly [number, readonly number[]]> = [
	[1, [1]],
	[largestPacket - 3, [largestPacket - 3]],
	[largestPacket - 2, [largestPacket - 2]],
	[largestPacket - 1, [largestPacket - 1]],
	[largestPacket, [largestPacket, 0]],
	[largestPacket + 1, [largestPacket, 1]],
	[2 * largestPacket - 1, [largestPacket, largestPacket - 1]],
	[2 * largestPacket, [largestPacket, largestPacket, 0]],
	[2 * largestPacket + 5, [largestPacket, largestPacket, 5]],
];

for (const [payload, lengths] of table) {
	for (const step of [256 * 1024, largestPacket, 2 ** 25]) {
		test(`${payload} bytes in steps of ${step} are framed`, t => {
			const {packets, isComplete} = packetsOf(payload, step);
			t.deepEqual(
				packets,
				lengths.map((length, id) => ({length, id, bytes: length})),
			);
			t.true(isComplete);
		});
	}
}

test('the bytes keep their order', t => {
	const framer = new Framer(6);
	t.deepEqual(framer.frame(Uint8Array.of(1, 2)), [
		Uint8Array.of(6, 0, 0, 0),
		Uint8Array.of(1, 2),
	]);
	t.false(framer.isComplete);
	t.deepEqual(framer.frame(new Uint8Array(0)), []);
	t.deepEqual(framer.frame(Uint8Array.of(3, 4, 5, 6)), [
		Uint8Array.of(3, 4, 5, 6),
	]);
	t.true(framer.isComplete);
	t.deepEqual(framer.frame(new Uint8Array(0)), []);
	t.throws(() => framer.frame(Uint8Array.of(7)), {instanceOf: RangeError});
});

test('a payload that no server takes is refused', t => {
	t.notThrows(() => new Framer(largestPayload));
	t.throws(() => new Framer(largestPayload + 1), {
		instanceOf: RangeError,
		message: /1073741824 bytes long; a server takes at most 1073741823$/,
	});
});

test('the header has length and sequence id', t => {
	t.deepEqual(
		packetHeader(0x01_02_03, 255),
		Uint8Array.of(0x03, 0x02, 0x01, 255),
	);
});
