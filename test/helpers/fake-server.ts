import {Buffer} from 'node:buffer';
import {on} from 'node:events';
import {type Socket} from 'node:net';
import {type ExecutionContext} from 'ava';
import {type Address} from '../../source/server/address.js';
import {listen} from './listen.js';

/** One conversation of a fake server with a client: for what no real server can be made to do. */
export type Talk = {
	/** Sends one packet. */
	readonly send: (payload: Uint8Array) => void;
	/** The client's next packet. @throws if the client has gone. */
	readonly receive: () => Promise<Uint8Array>;
	/** From now on the client starts with packet 0 again. */
	readonly nextCommand: () => void;
	/** Closes the connection. */
	readonly hangUp: () => void;
};

/** A server that plays the protocol as a test says. */
export type FakeServer = {
	readonly address: Extract<Address, {type: 'tcp'}>;
	/** The packets that clients have sent so far, without their headers. */
	readonly heard: readonly Uint8Array[];
};

/** The greeting's scramble: letters, so that it has no zero. */
export const scramble = Buffer.from('abcdefghijklmnopqrst');

/** Starts a server that greets without offering encryption, reads the client's login packet, and continues with `play`. */
export async function fakeServer(
	t: ExecutionContext,
	play: (talk: Talk) => Promise<void>,
	{version = '9.7.4', plugin = 'caching_sha2_password'} = {},
): Promise<FakeServer> {
	const heard: Uint8Array[] = [];
	const {address, close} = await listen(socket => {
		const talk = talkOn(socket, heard);
		talk.send(greeting(version, plugin));
		// Most tests want the client to leave.
		void Promise.allSettled([
			(async () => {
				await talk.receive();
				await play(talk);
			})(),
		]);
	});
	t.teardown(close);
	return {address, heard};
}

/** A packet that asks for another authentication method. */
export function authSwitch(plugin: string, data: Uint8Array = scramble) {
	return Buffer.concat([
		Uint8Array.of(0xfe),
		Buffer.from(`${plugin}\0`),
		data,
		Uint8Array.of(0),
	]);
}

/** The packet of a success. */
export const ok = Uint8Array.of(0, 0, 0, 2, 0, 0, 0);

/** A packet with more data. */
export function moreData(...data: readonly Uint8Array[]): Uint8Array {
	return Buffer.concat([Uint8Array.of(1), ...data]);
}

const header = 4;

function talkOn(socket: Socket, heard: Uint8Array[]): Talk {
	let sequence = 0;
	const packets = packetsOf(socket);
	return {
		send(payload) {
			const head = Buffer.alloc(header);
			head.writeUIntLE(payload.length, 0, 3);
			head[3] = sequence++;
			socket.write(Buffer.concat([head, payload]));
		},
		async receive() {
			const {value} = await packets.next();
			if (!value) {
				throw new Error('The client has gone');
			}

			sequence++;
			heard.push(value);
			return value;
		},
		nextCommand() {
			sequence = 0;
		},
		hangUp() {
			socket.end();
		},
	};
}

async function* packetsOf(socket: Socket): AsyncGenerator<Uint8Array, void> {
	let received = Buffer.alloc(0);
	const events: AsyncIterable<unknown[]> = on(socket, 'data', {
		close: ['close', 'end'],
	});
	for await (const [chunk] of events) {
		if (chunk instanceof Uint8Array) {
			received = Buffer.concat([received, chunk]);
		}

		while (
			received.length >= header &&
			received.length >= header + received.readUIntLE(0, 3)
		) {
			const end = header + received.readUIntLE(0, 3);
			yield received.subarray(header, end);
			received = received.subarray(end);
		}
	}
}

/** Version 10 of the protocol, with every capability except encryption. */
function greeting(version: string, plugin: string): Uint8Array {
	return Buffer.concat([
		Uint8Array.of(10),
		Buffer.from(`${version}\0`),
		Uint8Array.of(7, 0, 0, 0),
		scramble.subarray(0, 8),
		Uint8Array.of(0, 0xff, 0xf7, 255, 2, 0, 0x3f, 0, scramble.length + 1),
		Buffer.alloc(10),
		scramble.subarray(8),
		Uint8Array.of(0),
		Buffer.from(`${plugin}\0`),
	]);
}
