import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {readSandbox} from '../../source/options/flag-values.js';
import {clientPrograms} from '../helpers/client-programs.js';
import {sandboxServer, testedServers} from '../helpers/server.js';
import {openAttachSoak, type SoakedVictim} from './attach.js';
import {openTruth, truthOptions} from './truth.js';

/** The servers that are killed on, if none is named. */
const usualServers = testedServers.map(({flavour, ...rest}) =>
	'version' in rest ? `${flavour}-${rest.version}` : flavour,
);

/** Lines of the file that the victims load. */
const lines = 100_000;

type Told = SoakedVictim & {readonly server: string};

/**
Kills another program's connections on each server at random moments. What is told wrong is printed at once; a table follows.

@param words - Kills on each server, seed, servers.
@returns Whether nothing was told wrong.
*/
export async function soakAttach([
	count = '150',
	seed = String(Date.now()),
	...servers
]: readonly string[]): Promise<boolean> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kill-lab-soak-'));
	const file = path.join(folder, 'rows.txt');
	await fs.writeFile(file, '1\n'.repeat(lines));
	const told: Told[] = [];
	try {
		for (const word of servers.length > 0 ? servers : usualServers) {
			told.push(
				...(await soakServer(word, {count: Number(count), seed, file})),
			);
		}
	} finally {
		await fs.rm(folder, {recursive: true});
	}

	const wrong = told.filter(victim => victim.wrong.length > 0).length;
	const sent = told.filter(({proof}) => proof).length;
	process.stdout.write(
		`${table(told)}\n\nSeed ${seed}: ${sent} kills, ${told.length - sent} refused before anything was sent; ${wrong} told wrong.\n`,
	);
	return wrong === 0;
}

async function soakServer(
	word: string,
	{
		count,
		seed,
		file,
	}: {readonly count: number; readonly seed: string; readonly file: string},
): Promise<readonly Told[]> {
	const {flavour = 'mysql', version} = readSandbox(word) ?? {};
	const programs = await clientPrograms(flavour, {fetch: true});
	if (!programs) {
		throw new Error(`There is no client of ${flavour} on this machine`);
	}

	const server = await sandboxServer(flavour, {
		version,
		serverOptions: [...truthOptions, '--local-infile=ON'],
	});
	const truth = await openTruth(server);
	const told: Told[] = [];
	try {
		const soak = await openAttachSoak(server, {flavour, programs, truth, file});
		for (let kills = 0, tries = 1; kills < count; tries++) {
			const name = `${seed}-${word}-${tries}`;
			const victim = await soak.attack(name);
			kills += victim.proof ? 1 : 0;
			told.push({...victim, server: word});
			for (const wrong of victim.wrong) {
				process.stdout.write(
					`WRONG, ${word}, ${victim.act}, ${victim.way}, seed ${name}: ${wrong}\n`,
				);
			}
		}

		await soak.close();
		return told;
	} finally {
		await truth.close();
		await server.stop();
	}
}

/** How often each thing was told on which server. */
function table(told: readonly Told[]): string {
	const counts = new Map<string, number>();
	for (const {server, act, kind, proof} of told) {
		const row = `| ${[server, act, kind, ...(proof ? [proof.isReached ? 'proved' : 'not proved', proof.effect, proof.transaction.outcome] : ['refused', '', ''])].join(' | ')} |`;
		counts.set(row, (counts.get(row) ?? 0) + 1);
	}

	return [
		'| server | victim | kill | | effect | transaction | kills |',
		'| --- | --- | --- | --- | --- | --- | --- |',
		...[...counts]
			.toSorted(([one], [other]) => one.localeCompare(other))
			.map(([row, number]) => `${row} ${number} |`),
	].join('\n');
}
