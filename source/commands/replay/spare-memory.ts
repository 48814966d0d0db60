import {setFlagsFromString} from 'node:v8';

/** Makes V8 collect garbage early rather than grow, from now on: it asks for this flag at each collection. A replay of 50 MB peaks at 126 MB in place of 180 [measured: Node 20.20]. */
export function spareMemory(): void {
	setFlagsFromString('--optimize-for-size');
}
