import {writeFile} from 'node:fs/promises';
import {exampleReport} from '../test/helpers/example-report.js';

/*
Writes docs/report.md: the report of a recorded sitting.
*/

await writeFile(
	new URL('../docs/report.md', import.meta.url),
	await exampleReport(),
);
