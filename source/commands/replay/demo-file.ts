import {createRequire} from 'node:module';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {type Demo} from '../../options/demos.js';

// The package's own name finds it from wherever this file was built to.
const manifest = createRequire(import.meta.url).resolve(
	'kill-lab/package.json',
);

/** The text of a recording that comes with the program. The executable has it in itself. */
export async function readDemo(demo: Demo): Promise<string> {
	return readFile(demoFile(demo), 'utf8');
}

/** Where it is. */
export function demoFile(demo: Demo): string {
	return path.join(path.dirname(manifest), 'demos', `${demo}.jsonl`);
}
