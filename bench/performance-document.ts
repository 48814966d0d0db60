import os from 'node:os';
import process from 'node:process';
import {tableMarkdown, type Table} from './table.js';

const heading = '\n## ';

/**
The document of what was measured.

@param before - The document as it was: a part that was not measured again stays.
*/
export function performanceDocument(
	tables: readonly Table[],
	before: string,
): string {
	const sections = new Map(
		before
			.split(heading)
			.slice(1)
			.map(section => [titleOf(section), section.trim()]),
	);
	for (const table of tables) {
		sections.set(table.title, tableMarkdown(table));
	}

	return `${[introduction(), ...Array.from(sections.values(), section => `## ${section}`)].join('\n\n')}\n`;
}

function titleOf(section: string): string {
	return section.split('\n', 1).join('');
}

function introduction(): string {
	const [cpu] = os.cpus();
	const machine = [
		`${os.cpus().length} cores (${cpu?.model.trim() ?? 'unknown'})`,
		`Linux ${os.release()}`,
		`Node ${process.versions.node}`,
	].join(', ');
	return `# Speed and memory

Made by \`npm run bench -- markdown=docs/performance.md\`, the last part of it on ${new Date().toISOString().slice(0, 10)}: ${machine}. Times differ from machine to machine, and from hour to hour on a shared one: what counts are the ratios, whose two sides were measured in turn in the same run. \`npm run bench -- kills markdown=docs/performance.md\` measures one part again, and \`against=FILE\` puts the built \`cli.js\` of another version beside it.`;
}
