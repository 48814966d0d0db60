import {mkdir, writeFile} from 'node:fs/promises';
import {makeSchemas} from '../test/helpers/json-schemas.js';

/*
Writes docs/schemas/: the JSON Schemas of what the program writes.
*/

const folder = new URL('../docs/schemas/', import.meta.url);
await mkdir(folder, {recursive: true});
for (const [name, text] of makeSchemas()) {
	await writeFile(new URL(name, folder), text);
}
