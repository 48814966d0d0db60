import {Buffer} from 'node:buffer';
import {closeSync, fstatSync, openSync, readFileSync, readSync} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';

/** The bytes of a file, which may be read from any place, and again. */
export type Bytes = {
	/** Fills a buffer from a place on. @returns How many bytes there were. @throws The system's error. */
	readonly read: (buffer: Uint8Array, from: number) => number;
	readonly close: () => void;
};

/** Those of a file: they stay on the disk. Those of a pipe, which gives them only once, are kept in memory. @throws The system's error, when it can't be opened or is a folder. */
export function bytesOfFile(path: string): Bytes {
	const file = openSync(path, 'r');
	const close = () => {
		closeSync(file);
	};

	if (fstatSync(file).isFile()) {
		return {
			read: (buffer, from) => readSync(file, buffer, 0, buffer.length, from),
			close,
		};
	}

	try {
		return bytesOfText(readFileSync(file));
	} finally {
		close();
	}
}

/** Those of a text. */
export function bytesOfText(text: string | Uint8Array): Bytes {
	const bytes = typeof text === 'string' ? Buffer.from(text) : text;
	return {
		read(buffer, from) {
			const part = bytes.subarray(from, from + buffer.length);
			buffer.set(part);
			return part.length;
		},
		close: () => undefined,
	};
}

/** The same as {@link bytesOfFile}; Ctrl-C ends the wait for a pipe. */
export async function openBytes(path: string): Promise<Bytes> {
	const stats = await stat(path);
	return stats.isFile() ? bytesOfFile(path) : bytesOfText(await readFile(path));
}
