import {readFile, writeFile} from 'node:fs/promises';
import {withKeyTables} from '../test/helpers/key-tables.js';

/*
Writes the tables of keys in readme.md.
*/

const file = new URL('../readme.md', import.meta.url);
await writeFile(file, withKeyTables(await readFile(file, 'utf8')));
