import process from 'node:process';
import {readSandbox} from '../../source/options/flag-values.js';
import {flavours, sandboxServer} from '../helpers/server.js';
import {openAttachSoak, type SoakedVictim} from './attach.js';

/**
Kills victims on each server at random moments. What is told wrong is printed at once; a table follows.

@param words - Kills on each server, seed, servers.
@returns Whether nothing was told wrong.
*/
export async function soakAttach([
	count = '150',
	seed = String(Date.now()),
	...servers
]: readonly string[]): Promise<boolean> {
	const told: Array<SoakedVictim & {readonly server: string}> = [];
	for (const word of servers.length > 0 ? servers : flavours) {
		const {flavour = 'mysql', version} = readSandbox(word) ?? {};
		const server = await sandboxServer(flavour, {version});
		const {attack, close} = await openAttachSoak(server, flavour);
		for (let kills = 0, tries = 1; kills < Number(count); tries++) {
			const victim = await attack(`${seed}-${word}-${tries}`);
			kills += victim.proof ? 1 : 0;
			told.push({...victim, server: word});
			for (const wrong of victim.wrong) {
				process.stdout.write(
					`WRONG, ${word}, ${victim.act}, seed ${seed}-${word}-${tries}: ${wrong}\n`,
				);
			}
		}

		await close();
		await server.stop();
	}

	const wrong = told.filter(victim => victim.wrong.length > 0).length;
	const sent = told.filter(({proof}) => proof).length;
	process.stdout.write(
		`${table(told)}\n\nSeed ${seed}: ${sent} kills, ${told.length - sent} refused before anything was sent; ${wrong} told wrong.\n`,
	);
	return wrong === 0;
}

/** How often each thing was told on which server. */
function table(
	told: ReadonlyArray<SoakedVictim & {readonly server: string}>,
): string {
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
