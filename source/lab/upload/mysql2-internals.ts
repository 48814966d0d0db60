import {type Writable} from 'node:stream';
import {type Connection} from 'mysql2';
import {Deferred} from './deferred.js';

/**
Everything that the upload uses of mysql2 beyond the documented interface is in this file. Besides, `server/connect.ts` names the host in the stream that it hands over, and `server/tls.ts` looks at the stream.

Source: mysql2's `base/connection.js`, `commands/command.js` and `packets/packet.js` at this version. The dependency is pinned to it, and a test fails when they differ.
*/
export const testedVersion = '3.24.6';

/** CLIENT_QUERY_ATTRIBUTES, a capability of MySQL 8.0.23 and later. */
const queryAttributesFlag = 0x08_00_00_00;

/** The first byte of an OK packet. */
const okMarker = 0;

/** The first byte of a packet that asks for the file of LOAD DATA LOCAL: its name follows. */
const fileMarker = 0xfb;

/** A packet from the server, as mysql2 hands it to a command. It is reused: nothing of it may be kept. */
type Packet = {
	readonly sequenceId: number;
	isError(): boolean;
	asError(encoding: string): Error;
	peekByte(): number;
	readInt8(): number;
	readLengthCodedNumber(): number;
	readString(length: undefined, encoding: string): string;
};

/** What mysql2 asks of a command in its queue. */
type Command = {
	/** Called without a packet when the command's turn has come, then with each packet. Returns whether the command is over. */
	execute(packet: Packet | undefined): boolean;
	/** Here only called with errors, since the command reads its OK itself. */
	onResult(error: Error): void;
};

/** The private face of a connection. */
type Internals = {
	readonly stream: Writable;
	readonly serverCapabilityFlags: number;
	readonly clientEncoding: string;
	readonly config: {
		readonly clientFlags: number;
		readonly compress: unknown;
	};
	sequenceId: number;
	addCommand(command: Command): unknown;
	handlePacket(packet?: Packet): void;
};

/** What `Internals` says, in a form that can be checked: owner, name and type. */
const expectedTypes = [
	['', 'addCommand', 'function'],
	['', 'handlePacket', 'function'],
	['', 'sequenceId', 'number'],
	['', 'clientEncoding', 'string'],
	['', 'serverCapabilityFlags', 'number'],
	['config', 'clientFlags', 'number'],
	['stream', 'cork', 'function'],
	['stream', 'destroy', 'function'],
] as const;

/** A connection's socket during one command. */
export type Turn = {
	/** The socket: with TLS, the encrypted one. */
	readonly stream: Writable;
	/** Aborted when the command is over before it was sent: its reason is the server's or the connection's error. */
	readonly signal: AbortSignal;
};

/** A command whose bytes mysql2 does not write itself. */
export type RawCommand = {
	/** Writes the command. When this fails, the connection is destroyed, because the server is left with half a packet. */
	send(turn: Turn): Promise<void>;
	/** Whether the socket has all bytes that the server waits for, so that its answer can be the real one. */
	isComplete(): boolean;
	/**
	Sends the contents of the file that the server asks for. When this fails, the connection is destroyed. Absent: a server that asks for one breaks the connection off.

	@param name - Any that the server likes.
	*/
	sendFile?(name: string, turn: Turn): Promise<void>;
};

/**
Whether COM_QUERY and COM_STMT_EXECUTE carry query attributes on this connection, which must have been established.

@throws Error when mysql2 is not as expected, or the connection is compressed or not in UTF-8, which are not supported.
*/
export function usesQueryAttributes(connection: Connection): boolean {
	const {config, serverCapabilityFlags, clientEncoding} = inspect(connection);
	if (config.compress) {
		throw new Error("A compressed connection can't be used for an upload");
	}

	if (clientEncoding !== 'utf8') {
		throw new Error(
			`The connection's character set must be utf8mb4 for an upload, not one of ${clientEncoding}`,
		);
	}

	return [config.clientFlags, serverCapabilityFlags].every(
		// eslint-disable-next-line no-bitwise -- Capabilities are bits.
		flags => (flags & queryAttributesFlag) !== 0,
	);
}

/** COM_STMT_CLOSE for a statement that does not exist: the servers accept it, and answer nothing [measured]. */
const closeNothing = Uint8Array.of(5, 0, 0, 0, 0x19, 0, 0, 0, 0);

/** Sends a command that is not answered, so that nothing ever waits for it, and that does not count as a query. A proxy in between sees that the connection is used. */
export function sendSignOfLife(connection: Connection): void {
	const internals = inspect(connection);
	internals.addCommand({
		execute() {
			internals.stream.write(closeNothing);
			return true;
		},
		// It is already lost, and whoever uses it next gets the error.
		onResult: () => undefined,
	});
}

/**
Waits until it is this caller's turn in the connection's queue, which is after the handshake.

It rejects in every way in which the handshake, or the connection since, has failed; mysql2's own `connect()` is not notified when another command is waiting (source).
*/
export async function established(connection: Connection): Promise<void> {
	const internals = inspect(connection);
	await new Promise<void>((resolve, reject) => {
		internals.addCommand({
			execute() {
				resolve();
				return true;
			},
			onResult: reject,
		});
	});
}

/**
Prepares a statement and returns its id. mysql2 keeps it until `connection.unprepare(sql)`.

@throws The server's error, or the connection's.
*/
export async function prepare(
	connection: Connection,
	sql: string,
): Promise<number> {
	return new Promise((resolve, reject) => {
		connection.prepare(sql, (error, statement) => {
			if (error) {
				reject(error);
			} else if ('id' in statement && typeof statement.id === 'number') {
				resolve(statement.id);
			} else {
				reject(unexpected('a statement has no id'));
			}
		});
	});
}

/**
Waits until it is this command's turn, runs it, and resolves with the number of rows that the server's OK says were changed. It rejects with the server's error or the connection's, once `send` has ended too.

The command is not mysql2's Query but its own: all it needs of mysql2 is the queue and the reading of error packets.
*/
export async function runRawCommand(
	connection: Connection,
	command: RawCommand,
): Promise<number> {
	const exchange = new Exchange(inspect(connection), command);
	return exchange.run();
}

/** One raw command and its answer. */
class Exchange implements Command {
	readonly #connection: Internals;
	readonly #command: RawCommand;
	readonly #controller = new AbortController();
	readonly #answer = new Deferred<number>();
	#sending = Promise.resolve();
	readonly #cleanups: Array<() => void> = [];

	constructor(connection: Internals, command: RawCommand) {
		this.#connection = connection;
		this.#command = command;
	}

	async run(): Promise<number> {
		this.#connection.addCommand(this);
		try {
			const changed = await this.#answer.promise;
			await this.#sending;
			return changed;
		} catch (error) {
			await Promise.allSettled([this.#sending]);
			throw error;
		}
	}

	execute(packet: Packet | undefined): boolean {
		if (!packet) {
			this.#start();
			return false;
		}

		if (this.#controller.signal.aborted) {
			return false;
		}

		const isComplete = this.#command.isComplete();
		if (packet.isError()) {
			const error = packet.asError(this.#connection.clientEncoding);
			if (isComplete) {
				this.#fail(error);
				return true;
			}

			// The server is left in the middle of a packet. mysql2 passes the error on from the socket.
			this.#interrupt(error);
			return false;
		}

		const {sendFile} = this.#command;
		if (isComplete && sendFile && packet.peekByte() === fileMarker) {
			packet.readInt8();
			const name = packet.readString(undefined, 'utf8');
			this.#begin(async turn => sendFile(name, turn));
			return false;
		}

		if (!isComplete || packet.peekByte() !== okMarker) {
			this.#interrupt(new Error('The server gave an answer that is no OK'));
			return false;
		}

		this.#leave();
		packet.readInt8();
		this.#answer.resolve(packet.readLengthCodedNumber());
		return true;
	}

	onResult(error: Error): void {
		this.#fail(error);
	}

	#start(): void {
		const {stream} = this.#connection;
		// Where mysql2 says nothing when the connection closes, as after its own destroy(), this does.
		const closed = () => {
			setImmediate(() => {
				this.#fail(connectionLost());
			});
		};

		const restore = alignSequence(this.#connection);
		stream.on('close', closed);
		this.#cleanups.push(restore, () => {
			stream.off('close', closed);
		});

		if (stream.destroyed) {
			closed();
		}

		this.#begin(async turn => this.#command.send(turn));
	}

	#begin(send: RawCommand['send']): void {
		this.#sending = this.#send(send);
		// It can fail before the answer arrives, and is awaited only then.
		void Promise.allSettled([this.#sending]);
	}

	async #send(send: RawCommand['send']): Promise<void> {
		const {stream} = this.#connection;
		const {signal} = this.#controller;
		try {
			await send({stream, signal});
		} catch (error) {
			this.#interrupt(
				error instanceof Error ? error : new Error(String(error)),
			);
			throw error;
		}
	}

	#interrupt(error: Error): void {
		this.#controller.abort(error);
		this.#connection.stream.destroy(error);
	}

	#leave(): void {
		for (const cleanup of this.#cleanups.splice(0)) {
			cleanup();
		}
	}

	#fail(error: Error): void {
		this.#leave();
		this.#controller.abort(error);
		this.#answer.reject(error);
	}
}

/**
Keeps mysql2 from printing "got packets out of order" with `console.error`, as it does when the server answers in the middle of an upload (measured): until the returned function is called, the connection expects the number that each packet has.
*/
function alignSequence(connection: Internals): () => void {
	const handlePacket = connection.handlePacket.bind(connection);
	connection.handlePacket = packet => {
		if (packet) {
			connection.sequenceId = packet.sequenceId;
		}

		handlePacket(packet);
	};

	return () => {
		// What remains is the method of the prototype.
		Reflect.deleteProperty(connection, 'handlePacket');
	};
}

function inspect(connection: Connection): Internals {
	const candidate: unknown = connection;
	assertInternals(candidate);
	return candidate;
}

function assertInternals(candidate: unknown): asserts candidate is Internals {
	for (const [owner, name, type] of expectedTypes) {
		const object = owner ? property(candidate, owner) : candidate;
		const found = typeof property(object, name);
		if (found !== type) {
			throw unexpected(
				`of a connection, ${owner ? `${owner}.` : ''}${name} is ${found}, not ${type}`,
			);
		}
	}
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null
		? Reflect.get(value, name)
		: undefined;
}

function unexpected(what: string): Error {
	return new Error(
		`mysql2 is not as version ${testedVersion}, which this program was made for: ${what}`,
	);
}

function connectionLost(): Error {
	return Object.assign(new Error('The connection was closed'), {
		code: 'PROTOCOL_CONNECTION_LOST',
	});
}
