import {rm} from 'node:fs/promises';
import path from 'node:path';
import {freeSpace} from '../../../leftovers/free-space.js';
import {type Stage} from '../contract.js';
import {blobsFacts} from './facts.js';
import {blobsOptions} from './options.js';
import {makeRandomFile} from './random-file.js';

/** A random file of the lab's. */
export type SuppliedFile = {
	readonly path: string;
	/** The SHA-256 of its data, in hex. */
	readonly hash: string;
	readonly remove: () => Promise<void>;
};

/** The random files of a run, in their order. */
export type FileSupply = {
	/** Makes the next one while the server is busy with another. */
	readonly makeAhead: (file: number) => void;
	/** @throws The file system's error, or the reason of the run's signal. */
	readonly take: (file: number) => Promise<SuppliedFile>;
	/** Removes what was made ahead and not taken. */
	readonly close: () => Promise<void>;
};

/** A file is made ahead only if the disk has room for so many of them: the server may be on it too. */
const roomFor = 4;

/** Begins with no file. */
export function supplyFiles({
	plan,
	folder,
	fill,
	signal,
}: Pick<Stage, 'plan' | 'folder' | 'fill' | 'signal'>): FileSupply {
	const {size} = blobsOptions(plan);
	const closing = new AbortController();
	const ending = AbortSignal.any([signal, closing.signal]);
	let ahead:
		| {
				readonly file: number;
				readonly made: Promise<SuppliedFile | undefined>;
		  }
		| undefined;

	const make = async (file: number): Promise<SuppliedFile> => {
		const place = path.join(folder, blobsFacts.stepName(file));
		const remove = async () => rm(place, {force: true});
		try {
			const hash = await makeRandomFile(place, size, fill, ending);
			return {path: place, hash, remove};
		} catch (error: unknown) {
			await remove();
			throw error;
		}
	};

	const makeIfRoom = async (file: number) => {
		const free = await freeSpace(folder);
		return free < roomFor * size ? undefined : make(file);
	};

	return {
		makeAhead(file) {
			ahead ??= {
				file,
				// What fails ahead is made again in its turn, and fails there for everybody to see.
				made: makeIfRoom(file).catch(() => undefined),
			};
		},
		async take(file) {
			const made = ahead?.file === file ? await ahead.made : undefined;
			ahead = undefined;
			return made ?? make(file);
		},
		async close() {
			closing.abort();
			const made = await ahead?.made;
			await made?.remove();
		},
	};
}
