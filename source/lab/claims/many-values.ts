import {type Flavour} from '../../server/flavour.js';
import {type Thread} from './bench.js';

/** Rows of the INSERT: writing them takes some tenths of a second. */
const rows = 80_000;

/** An INSERT that says all of its rows. */
export function manyValues(): string {
	const values = Array.from({length: rows}, (_, index) => `(${index})`);
	return `INSERT INTO Written (v) VALUES ${values.join(',')}`;
}

/** What a thread shows while it writes them [measured]. */
const states = {mysql: 'update', mariadb: 'Update'} as const;

/** Whether a thread is seen writing rows. */
export function isWriting(flavour: Flavour): (thread: Thread) => boolean {
	return ({state}) => state === states[flavour];
}
