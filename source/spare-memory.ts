import {setFlagsFromString} from 'node:v8';

/** Makes V8 collect garbage early rather than grow, from now on: it asks for this flag at each collection [measured, Node 20.20: a replay of 50 MB peaks at 133 MB in place of 187, ten files of 100 MB on a screen at 123 in place of 131 to 135, for a quarter more of processor time]. */
export function spareMemory(): void {
	setFlagsFromString('--optimize-for-size');
}
