/*
The soak: kills at random moments, compared with what the servers recorded. `npm run soak -- [kills of each flavour] [seed]`.
*/
import process from 'node:process';
import {type Flavour} from '../../source/server/flavour.js';
import {flavours, sandboxServer} from '../helpers/server.js';
import {soakOnce, type SoakedKill, type SoakedRun} from './soak.js';
import {openTruth, truthOptions} from './truth.js';

const [count = '150', seed = String(Date.now())] = process.argv.slice(2);

async function soak(flavour: Flavour): Promise<readonly SoakedRun[]> {
	const server = await sandboxServer(flavour, {
		serverOptions: truthOptions,
	});
	const truth = await openTruth(server);
	const runs: SoakedRun[] = [];
	let kills = 0;
	while (kills < Number(count)) {
		const run = await soakOnce(
			server,
			flavour,
			truth,
			`${seed}-${flavour}-${runs.length + 1}`,
		);
		runs.push(run);
		kills += run.kills.length;
		for (const mismatch of run.mismatches) {
			process.stdout.write(`MISMATCH, seed ${run.seed}: ${mismatch}\n`);
		}

		if (run.mismatches.length > 0) {
			process.stdout.write(`${run.details}\n`);
		}
	}

	await truth.close();
	await server.stop();
	return runs;
}

/** How often each thing happened, as a table. */
function table(kills: readonly SoakedKill[]): string {
	const counts = new Map<string, number>();
	for (const {flavour, kind, phase, effect} of kills) {
		const row = `| ${flavour} | ${kind} | ${phase} | ${effect} |`;
		counts.set(row, (counts.get(row) ?? 0) + 1);
	}

	return [
		'| server | kill | phase | effect | kills |',
		'| --- | --- | --- | --- | --- |',
		...[...counts]
			.toSorted(([one], [other]) => one.localeCompare(other))
			.map(([row, number]) => `${row} ${number} |`),
	].join('\n');
}

const runs: SoakedRun[] = [];
for (const flavour of flavours) {
	runs.push(...(await soak(flavour)));
}

const kills = runs.flatMap(run => run.kills);
const wrong = runs.filter(({mismatches}) => mismatches.length > 0);
process.stdout.write(
	`${table(kills)}\n\nSeed ${seed}: ${kills.length} kills in ${runs.length} runs; ${wrong.length} runs differ from what the server recorded.\n`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
