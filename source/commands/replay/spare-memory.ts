import {setFlagsFromString} from 'node:v8';

/**
Makes V8 collect garbage early rather than grow, from now on: it asks for this flag at each collection. A replay of 50 MB peaks at 133 MB in place of 187 [measured: Node 20.20].

Only where no key is a kill: in the lab it saves 8 MB in a run and 33 MB in a sitting of 250 kills, but takes a quarter more of processor time, and the thread that reads the keys is busy for up to 14 ms at once in place of 5 [measured: Node 20.20].
*/
export function spareMemory(): void {
	setFlagsFromString('--optimize-for-size');
}
