import {createHash} from 'node:crypto';
import {open, type FileHandle} from 'node:fs/promises';
import {describeFileFailure, isSystemError} from '../../../file-failure.js';
import {type FillRandom} from '../../../random.js';
import {toFailure} from '../../../server/failure.js';

/** Small pieces, so that neither filling nor hashing one blocks the event loop: about a millisecond each. */
const pieceSize = 256 * 1024;

/**
Writes a file of random bytes and returns its SHA-256 in hex.

@param size - Bytes.
@throws An error in words with the file system's code, such as ENOSPC; or the signal's reason.
*/
export async function makeRandomFile(
	path: string,
	...rest: readonly [size: number, fill: FillRandom, signal: AbortSignal]
): Promise<string> {
	try {
		return await writeRandomFile(path, ...rest);
	} catch (error: unknown) {
		throw isSystemError(error)
			? Object.assign(
					new Error(
						`the file ${path} can't be written: ${describeFileFailure(error)}; TMPDIR names the folder for it`,
						{cause: error},
					),
					{code: toFailure(error).code},
				)
			: error;
	}
}

async function writeRandomFile(
	path: string,
	size: number,
	fill: FillRandom,
	signal: AbortSignal,
): Promise<string> {
	const hash = createHash('sha256');
	const buffer = new Uint8Array(Math.min(size, pieceSize));
	const file = await open(path, 'wx', 0o600);
	try {
		for (let left = size; left > 0; left -= buffer.length) {
			signal.throwIfAborted();
			const piece = buffer.subarray(0, Math.min(left, buffer.length));
			await fill(piece, signal);
			hash.update(piece);
			await writeWhole(file, piece);
		}
	} finally {
		await file.close();
	}

	return hash.digest('hex');
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
	for (let done = 0; done < piece.length;) {
		const {bytesWritten} = await file.write(piece, done);
		done += bytesWritten;
	}
}
