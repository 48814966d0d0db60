import {randomFill} from 'node:crypto';
import {promisify} from 'node:util';

/** Fills a buffer with bytes that nobody can compress or guess. */
export type FillRandom = (piece: Uint8Array) => Promise<unknown>;

/** Random bytes from the operating system, made off the main thread. */
export const fillRandom: FillRandom = promisify(randomFill<Uint8Array>);
