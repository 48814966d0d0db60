import {Buffer} from 'node:buffer';
import {fstatSync, writeSync} from 'node:fs';
import process from 'node:process';
import {describeFileFailure} from '../file-failure.js';
import {Refusal} from '../refusal.js';
import {toFailure} from '../server/failure.js';

/** Standard output, where every byte counts: a script reads it. */
export type Output = {
	/** Writes a text in full. After a failure it writes nothing more. */
	readonly write: (text: string) => void;
	/** Resolves once everything is written. @throws {Refusal} when it could not be. */
	readonly end: () => Promise<void>;
};

/** The part of a stream that is used here. */
export type OutputStream = Pick<
	NodeJS.WriteStream,
	'isTTY' | 'on' | 'write'
> & {readonly fd: number};

/**
Opens standard output. For a file it does the writing itself: Node's own stream treats a partial write on a full disk as complete [measured].

@param onFailure - Called once, when something can't be written.
*/
export function openOutput(
	onFailure: (refusal: Refusal) => void = () => undefined,
	stream: OutputStream = process.stdout,
): Output {
	let failure: Refusal | undefined;
	const fail = (error: unknown) => {
		if (!failure) {
			failure = notWritten(error);
			onFailure(failure);
		}
	};

	stream.on('error', fail);
	const {fd} = stream;
	if (isFile(stream)) {
		return {
			write(text) {
				try {
					if (!failure) {
						writeWhole(fd, Buffer.from(text));
					}
				} catch (error: unknown) {
					fail(error);
				}
			},
			async end() {
				throwIf(failure);
			},
		};
	}

	let written = Promise.resolve();
	return {
		write(text) {
			if (failure) {
				return;
			}

			const before = written;
			written = new Promise(resolve => {
				stream.write(text, error => {
					if (error) {
						fail(error);
					}

					void before.then(resolve);
				});
			});
		},
		async end() {
			await written;
			throwIf(failure);
		},
	};
}

/** Writes a text to standard output, and nothing else. @throws {Refusal} when it could not be written. */
export async function print(text: string): Promise<void> {
	const output = openOutput();
	output.write(text);
	await output.end();
}

/** A file or a device: Node writes to these synchronously. */
function isFile({fd, isTTY}: OutputStream): boolean {
	try {
		const stats = fstatSync(fd);
		return stats.isFile() || (stats.isCharacterDevice() && !isTTY);
	} catch {
		return false;
	}
}

function writeWhole(fd: number, bytes: Uint8Array): void {
	for (let done = 0; done < bytes.length;) {
		done += writeSync(fd, bytes, done);
	}
}

function throwIf(failure: Refusal | undefined): void {
	if (failure) {
		throw failure;
	}
}

function notWritten(error: unknown): Refusal {
	const {code} = toFailure(error);
	return new Refusal(
		code === 'EPIPE'
			? 'Standard output was closed (EPIPE).'
			: `Can't write to standard output: ${describeFileFailure(error)}.`,
		{cause: error},
	);
}
