import {createRequire} from 'node:module';
import path from 'node:path';
import {type Demo} from '../../options/demos.js';

// The package's own name finds it from wherever this file was built to.
const manifest = createRequire(import.meta.url).resolve(
	'kill-lab/package.json',
);

/** Where a recording that comes with the program is. */
export function demoFile(demo: Demo): string {
	return path.join(path.dirname(manifest), 'demos', `${demo}.jsonl`);
}
