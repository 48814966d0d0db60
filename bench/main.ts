/*
`npm run bench -- [start] [kills] [inserts] [runs] [replays] [links] [attach]`; without a word, everything.

`against=FILE` also measures the built `cli.js` of another checkout, such as an older version, in turn with this one. `presses=N` presses each key so often. `markdown=FILE` writes the tables there too: docs/performance.md is made so.
*/
import {writeFileSync} from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {allParts} from './parts.js';
import {printTable, tableMarkdown, type Table} from './table.js';
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
	writeFileSync(markdown, performanceDocument(tables));
}

function performanceDocument(all: readonly Table[]): string {
	const [cpu] = os.cpus();
	const machine = [
		`${os.cpus().length} cores (${cpu?.model ?? 'unknown'})`,
		`Linux ${os.release()}`,
		`Node ${process.versions.node}`,
	].join(', ');
	return `${[
		'# Speed and memory',
		`Made by \`npm run bench -- markdown=docs/performance.md\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Times differ from machine to machine, and from hour to hour on a shared one: what counts are the ratios, whose two sides were measured in turn in the same run. \`npm run bench -- kills\` measures one part, \`against=FILE\` puts the built \`cli.js\` of another version beside it.`,
		...all.map(table => tableMarkdown(table)),
	].join('\n\n')}\n`;
}
