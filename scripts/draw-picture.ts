import {mkdir, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {all, type Terminal} from '../test/helpers/terminal.js';
import {renderScreen} from '../source/output/picture/screen-picture.js';

/** A run of a billion bytes takes a while. */
const patience = {timeout: 120_000} as const;

/** Waits until the screen shows all of the patterns at once. */
export async function until(
	terminal: Terminal,
	...patterns: readonly RegExp[]
): Promise<void> {
	await terminal.waitFor(all(...patterns), patience);
}

/** Draws what a terminal shows into a file in docs/. */
export async function draw(terminal: Terminal, name: string): Promise<void> {
	const file = new URL(`../docs/${name}`, import.meta.url);
	await mkdir(new URL('.', file), {recursive: true});
	const cells = terminal.cells();
	const height = cells.findLastIndex(line =>
		line.some(({text}) => text.trim() !== ''),
	);
	await writeFile(file, renderScreen(cells.slice(0, height + 1)));
	process.stdout.write(`docs/${name}\n`);
}
