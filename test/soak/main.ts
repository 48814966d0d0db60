/*
The soak: kills at random moments, compared with what the servers recorded. `npm run soak -- [kills on each server] [seed] [server …]`,
where a server is a value of `--sandbox`, such as `mariadb-11.8`; without one it is both flavours.

`npm run soak -- settings [server …] [only=PATTERN] [log=FILE]` is the settings sweep: the lab with every value of every variable.
`npm run soak -- keys [streams] [seed]` is the soak of the keys, without a server.
*/
import process from 'node:process';
import {readSandbox} from '../../source/options/flag-values.js';
import {flavours, sandboxServer} from '../helpers/server.js';
import {soakKeys} from './soak-keys.js';
import {soakOnce, type SoakedKill, type SoakedRun} from './soak.js';
import {soakWaits} from './waits-main.js';
import {sweepSettings} from './settings-main.js';
import {openTruth, truthOptions} from './truth.js';

const [count = '150', seed = String(Date.now()), ...words] =
	process.argv.slice(2);

async function soak(word: string): Promise<readonly SoakedRun[]> {
	const {flavour = 'mysql', version} = readSandbox(word) ?? {};
	const server = await sandboxServer(flavour, {
		version,
		serverOptions: truthOptions,
	});
	const truth = await openTruth(server);
	const runs: SoakedRun[] = [];
	let kills = 0;
	while (kills < Number(count)) {
		const run = await soakOnce(
			server,
			truth,
			`${seed}-${word}-${runs.length + 1}`,
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

/** How often each thing happened on which server, as a table. */
function table(
	kills: ReadonlyArray<SoakedKill & {readonly server: string}>,
): string {
	const counts = new Map<string, number>();
	for (const {server, kind, phase, effect} of kills) {
		const row = `| ${server} | ${kind} | ${phase} | ${effect} |`;
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

async function soakKills(): Promise<boolean> {
	const runs: SoakedRun[] = [];
	const kills: Array<SoakedKill & {server: string}> = [];
	for (const word of words.length > 0 ? words : flavours) {
		const soaked = await soak(word);
		runs.push(...soaked);
		kills.push(
			...soaked.flatMap(run =>
				run.kills.map(kill => ({...kill, server: word})),
			),
		);
	}

	const wrong = runs.filter(({mismatches}) => mismatches.length > 0);
	process.stdout.write(
		`${table(kills)}\n\nSeed ${seed}: ${kills.length} kills in ${runs.length} runs; ${wrong.length} runs differ from what the server recorded.\n`,
	);
	return wrong.length === 0;
}

const forms = new Map<string, (words: readonly string[]) => unknown>([
	['settings', sweepSettings],
	['keys', soakKeys],
	['waits', soakWaits],
]);
const form = forms.get(count) ?? soakKills;
process.exitCode = (await form(process.argv.slice(3))) ? 0 : 1;
