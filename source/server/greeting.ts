import {Buffer} from 'node:buffer';
import {on} from 'node:events';
import {connect, type Socket} from 'node:net';
import {type Address} from './address.js';
import {parseVersion, type Flavour} from './flavour.js';

/** What a server says before the client says anything. */
export type Greeting =
	| {
			readonly type: 'greeting';
			/** Whether the connection can be encrypted. */
			readonly offersTls: boolean;
			readonly flavour: Flavour;
			readonly version: string;
	  }
	/** The server refuses the connection at once, such as with 1040 or 1130. */
	| {readonly type: 'refusal'};

/** A server's first packet is shorter than this, in bytes: it has its version and a scramble. */
const longestGreeting = 4096;

/** After this much silence, in ms, the system checks whether the other side is still there: by default it waits for two hours. */
const quietTime = 30_000;

/** CLIENT_SSL among the lower capabilities. */
const tlsCapability = 0x08_00;

/** An error on the way to the server, with a code that says where. */
export function connectError(code: string, message: string): Error {
	return Object.assign(new Error(message), {code});
}

/**
Opens a socket and waits for the server's first packet, which stays in the socket: the next reader of the socket reads it again.

It is read here because a driver has no way to encrypt only "if the server can", and because a driver that meets another protocol takes its text for a packet length and waits for megabytes.

@param options.timeout - In ms.

@throws The socket's error. Also, by `code`: `ETIMEDOUT` when nothing accepts the connection in time, `GREETING_TIMEOUT` when it is accepted but nothing is said, `CLOSED_EARLY` when it is closed before the first packet, `NOT_MYSQL` when the first packet belongs to another protocol.
*/
export async function openSocket(
	address: Address,
	{timeout}: {readonly timeout: number},
): Promise<{socket: Socket; greeting: Greeting}> {
	const socket =
		address.type === 'socket'
			? // A path by itself may be digits, and Node takes those for a port.
				connect({path: address.path})
			: connect({
					host: address.host,
					port: address.port,
					noDelay: true,
					keepAlive: true,
					keepAliveInitialDelay: quietTime,
				});

	// Whoever reads the socket then gets any further error.
	socket.on('error', ignore);
	try {
		return {socket, greeting: await firstPacket(socket, timeout)};
	} catch (error: unknown) {
		socket.destroy();
		throw error;
	}
}

async function firstPacket(socket: Socket, timeout: number): Promise<Greeting> {
	const signal = AbortSignal.timeout(timeout);
	let received: Uint8Array = Buffer.alloc(0);
	try {
		for await (const chunk of chunks(socket, signal)) {
			received = Buffer.concat([received, chunk]);
			const packet = readPacket(received);
			if (packet === 'other') {
				throw connectError('NOT_MYSQL', quote(received));
			}

			if (packet) {
				socket.pause();
				socket.unshift(received);
				return packet;
			}
		}
	} catch (error: unknown) {
		if (!signal.aborted) {
			throw error;
		}

		throw socket.connecting
			? connectError('ETIMEDOUT', 'connect ETIMEDOUT')
			: connectError('GREETING_TIMEOUT', 'the server does not greet');
	}

	throw connectError('CLOSED_EARLY', 'the connection was closed at once');
}

/** What the socket receives, until it is closed; its error is thrown. */
async function* chunks(
	socket: Socket,
	signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
	const events: AsyncIterable<unknown[]> = on(socket, 'data', {
		signal,
		close: ['close'],
	});
	for await (const [chunk] of events) {
		if (chunk instanceof Uint8Array) {
			yield chunk;
		}
	}
}

function ignore(): void {
	// Nothing to do.
}

/**
Reads the first bytes that a server sends.

@returns The first packet, `undefined` when it is not complete, `other` when it is not one of this protocol.
*/
export function readPacket(packet: Uint8Array): Greeting | 'other' | undefined {
	const bytes = Buffer.from(packet);
	const header = 4;
	if (bytes.length <= header) {
		return undefined;
	}

	const length = bytes.readUIntLE(0, 3);
	const marker = bytes[header];
	// A server that is full or blocks the host sends an error instead of the greeting, which is version 10 of the protocol.
	if (length > longestGreeting || (marker !== 0xff && marker !== 10)) {
		return 'other';
	}

	if (bytes.length < header + length) {
		return undefined;
	}

	if (marker === 0xff) {
		return {type: 'refusal'};
	}

	// Version, connection id, half of the scramble and a zero come first.
	const versionEnd = bytes.indexOf(0, header + 1);
	const capabilities = versionEnd + 1 + 4 + 8 + 1;
	if (versionEnd === -1 || capabilities + 2 > header + length) {
		return 'other';
	}

	return {
		type: 'greeting',
		...parseVersion(bytes.toString('latin1', header + 1, versionEnd)),
		// eslint-disable-next-line no-bitwise -- Capabilities are bits.
		offersTls: (bytes.readUInt16LE(capabilities) & tlsCapability) !== 0,
	};
}

/** The first line of an answer in another protocol, if it is text. */
function quote(bytes: Uint8Array): string {
	const text = Buffer.from(bytes).toString('latin1', 0, 60);
	const [line = ''] = text.split(/[\r\n]/);
	return line.replaceAll(/[^\u0020-\u007E]+/g, ' ').trim();
}
