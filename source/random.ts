import {randomFill} from 'node:crypto';
import {promisify} from 'node:util';

/** Fills a buffer with bytes that nobody can compress or guess. The signal is aborted when they are not wanted any more. */
export type FillRandom = (
	piece: Uint8Array,
	signal?: AbortSignal,
) => Promise<unknown>;

const fill = promisify(randomFill<Uint8Array>);

/** Random bytes from the operating system, made off the main thread. */
export const fillRandom: FillRandom = async piece => fill(piece);
