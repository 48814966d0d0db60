import process from 'node:process';
import {testedServers} from '../helpers/server.js';
import {
	cellsOf,
	leaveLimit,
	waitOnce,
	type Cell,
	type Waited,
} from './waits.js';

/** How many labs wait at the same time. */
const atOnce = 6;

/**
The long form of the wait matrix. What is wrong is said at once; the table follows.

@param words - A pattern for the cells to be tried; absent: all.
@returns Whether nothing is wrong.
*/
export async function soakWaits(words: readonly string[]): Promise<boolean> {
	const only = new RegExp(words[0] ?? '', 'i');
	const cells = testedServers
		.flatMap(server => cellsOf(server))
		.filter(cell => only.test(Object.values(cell).join(' ')));
	const waited: Waited[] = [];
	const queue = [...cells];
	const work = async () => {
		for (let cell = queue.shift(); cell; cell = queue.shift()) {
			const result = await waitOnce(cell, leaveLimit);
			waited.push(result);
			if (result.wrong.length > 0) {
				process.stdout.write(
					`WRONG ${nameOf(cell)}: ${result.wrong.join('; ')}\n${result.output}\n`,
				);
			}
		}
	};

	await Promise.all(Array.from({length: atOnce}, work));
	process.stdout.write(tableOf(waited));
	const wrong = waited.filter(({wrong}) => wrong.length > 0).length;
	process.stdout.write(`\n${waited.length} waits, ${wrong} of them wrong.\n`);
	return wrong === 0;
}

function nameOf({
	flavour,
	version = '',
	statement,
	obstacle,
	end,
}: Cell): string {
	return `${flavour} ${version}, ${statement}, ${obstacle}, ${end}`;
}

/** A row for each statement and obstacle: what the lab said, and after how many seconds each end came. */
function tableOf(waited: readonly Waited[]): string {
	const rows = new Map<string, Waited[]>();
	for (const cell of waited) {
		const row = `| ${[cell.flavour, cell.version ?? ''].join(' ').trim()} | ${cell.obstacle} | ${cell.statement} |`;
		rows.set(row, [...(rows.get(row) ?? []), cell]);
	}

	return [
		'| server | obstacle | statement | said after | nothing | Ctrl-C | twice | SIGTERM |',
		'| --- | --- | --- | --- | --- | --- | --- | --- |',
		...[...rows]
			.toSorted(([one], [other]) => one.localeCompare(other))
			.map(([row, cells]) => {
				const after = (end: string) =>
					cells.find(cell => cell.end === end)?.endedAfter.toFixed(1) ?? '';
				const said = Math.max(...cells.map(({saidAfter}) => saidAfter));
				return `${row} ${said.toFixed(1)} | ${after('nothing')} | ${after('Ctrl-C')} | ${after('Ctrl-C twice')} | ${after('SIGTERM')} |`;
			}),
		'',
	].join('\n');
}
