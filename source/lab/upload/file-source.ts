import {type FileHandle, open} from 'node:fs/promises';
import {toFailure} from '../../server/failure.js';

/** A file that is one value of an INSERT. */
export type FileBlob = {
	readonly path: string;
	/** Bytes. */
	readonly size: number;
};

/** The most bytes read, and written, at a time. */
export const pieceSize = 256 * 1024;

/** The file can't be read: no statement, and no connection, is to blame. */
export class FileUnreadable extends Error {
	override readonly name: string = 'FileUnreadable';
	/** The file system's word for it. */
	readonly code: string | undefined;

	constructor(
		message: string,
		{
			code,
			...options
		}: ErrorOptions & {readonly code?: string | undefined} = {},
	) {
		super(message, options);
		this.code = code;
	}
}

/** The file is not as long as it was declared to be, or it changed its length while it was read. */
export class FileSizeError extends FileUnreadable {
	override readonly name = 'FileSizeError';

	constructor(path: string, declared: number, isLonger: boolean) {
		super(
			`${path} is ${isLonger ? 'longer' : 'shorter'} than ${declared} bytes`,
		);
	}
}

/** A read as a value, because nobody awaits it yet when it fails. */
type Filled =
	| {readonly type: 'piece'; readonly piece: Uint8Array}
	| {readonly type: 'end'}
	| {readonly type: 'failed'; readonly error: unknown};

/** An open file that is read piece by piece, one ahead, into two buffers that are used in turn. Memory does not grow with the file. */
export class FileSource {
	/**
	@throws FileSizeError when a regular file is not as long as declared; FileUnreadable for the file system's error.
	*/
	static async open(blob: FileBlob): Promise<FileSource> {
		const handle = await open(blob.path).catch((error: unknown) => {
			throw unreadable(blob.path, error);
		});
		try {
			const stats = await handle.stat();
			if (stats.isFile() && stats.size !== blob.size) {
				throw new FileSizeError(blob.path, blob.size, stats.size > blob.size);
			}
		} catch (error) {
			await handle.close();
			throw unreadable(blob.path, error);
		}

		return new FileSource(handle, blob);
	}

	readonly #handle: FileHandle;
	readonly #blob: FileBlob;
	#position = 0;

	private constructor(handle: FileHandle, blob: FileBlob) {
		this.#handle = handle;
		this.#blob = blob;
	}

	/**
	The file from its start. A piece is overwritten once the next but one is asked for: it must have been written out by the time the next one is.

	@throws FileSizeError before the last piece when the file has become longer, or where it ends too early; FileUnreadable for the file system's error.
	*/
	async *pieces(): AsyncGenerator<Uint8Array, void, undefined> {
		let buffer = new Uint8Array(pieceSize);
		let other = new Uint8Array(pieceSize);
		let ahead = this.#fill(buffer);
		for (;;) {
			const filled = await ahead;
			if (filled.type === 'failed') {
				throw filled.error;
			}

			if (filled.type === 'end') {
				return;
			}

			[buffer, other] = [other, buffer];
			ahead = this.#fill(buffer);
			yield filled.piece;
		}
	}

	/** Closes the file once a read that is under way has ended. */
	async close(): Promise<void> {
		await this.#handle.close();
	}

	async #fill(buffer: Uint8Array): Promise<Filled> {
		try {
			const length = await this.#read(buffer);
			return length === 0
				? {type: 'end'}
				: {type: 'piece', piece: buffer.subarray(0, length)};
		} catch (error) {
			return {type: 'failed', error: unreadable(this.#blob.path, error)};
		}
	}

	async #read(buffer: Uint8Array): Promise<number> {
		const {path, size} = this.#blob;
		const wanted = Math.min(pieceSize, size - this.#position);
		if (wanted === 0) {
			return 0;
		}

		const {bytesRead} = await this.#handle.read(
			buffer,
			0,
			wanted,
			this.#position,
		);
		if (bytesRead === 0) {
			throw new FileSizeError(path, size, false);
		}

		this.#position += bytesRead;
		if (this.#position === size) {
			const probe = await this.#handle.read(new Uint8Array(1), 0, 1, size);
			if (probe.bytesRead > 0) {
				throw new FileSizeError(path, size, true);
			}
		}

		return bytesRead;
	}
}

function unreadable(path: string, error: unknown): FileUnreadable {
	if (error instanceof FileUnreadable) {
		return error;
	}

	const {code, message} = toFailure(error);
	return new FileUnreadable(`${path} can't be read: ${message}`, {
		cause: error,
		code,
	});
}
