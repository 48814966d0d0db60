/*
`npm run bench -- [start] [kills] [inserts] [runs] [replays] [links] [attach]`; without a word, everything.

`against=FILE` also measures the built `cli.js` of another checkout, such as an older version, in turn with this one. `presses=N` presses each key so often. `markdown=FILE` writes the tables there too, in the place of those that it has of the same parts: docs/performance.md is made so.
*/
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {allParts} from './parts.js';
import {performanceDocument} from './performance-document.js';
import {printTable, type Table} from './table.js';
import {wordOf} from './words.js';

const words = process.argv.slice(2);
const wanted = new Set(words.filter(word => !word.includes('=')));
const unknown = [...wanted].filter(word => !Object.hasOwn(allParts, word));
if (unknown.length > 0) {
	throw new Error(`No such part: ${unknown.join(', ')}`);
}

const tables: Table[] = [];
for (const [name, part] of Object.entries(allParts)) {
	if (wanted.size === 0 || wanted.has(name)) {
		for await (const table of part()) {
			printTable(table);
			tables.push(table);
		}
	}
}

const markdown = wordOf('markdown');
if (markdown !== undefined) {
	const before = existsSync(markdown) ? readFileSync(markdown, 'utf8') : '';
	writeFileSync(markdown, performanceDocument(tables, before));
}
