import process from 'node:process';
import {readSandbox} from '../../source/options/flag-values.js';
import {killKinds} from '../../source/lab/events/kill.js';
import {sandboxServer, testedServers} from '../helpers/server.js';
import {
	compareLooks,
	openRollbackSoak,
	undoneStatements,
	type ComparedLook,
	type SoakedRollback,
} from './rollbacks.js';

/** What so many of the ranges must hold. */
const enough = 0.9;

type Soaked = SoakedRollback & {readonly server: string};

/**
Kills long statements on each server, and compares how long each look says that the rollback will still take with how long it takes.

@param words - Rollbacks of each statement with each kill, servers.
@returns Whether nine of ten ranges held the truth, and the middle of most was near it.
*/
export async function soakRollbacks([
	times = '4',
	...servers
]: readonly string[]): Promise<boolean> {
	const soaked: Soaked[] = [];
	for (const word of servers.length > 0 ? servers : usualServers()) {
		const {flavour = 'mysql', version} = readSandbox(word) ?? {};
		const server = await sandboxServer(flavour, {version});
		const {rollBack, close} = await openRollbackSoak(server, flavour);
		for (let time = 1; time <= Number(times); time++) {
			for (const statement of Object.keys(undoneStatements)) {
				for (const kind of killKinds) {
					const seed = `${word}-${statement}-${kind}-${time}`;
					const rollback = await rollBack(statement, kind, seed);
					soaked.push(...(rollback ? [{...rollback, server: word}] : []));
				}
			}
		}

		await close();
		await server.stop();
	}

	const looks = soaked.flatMap(rollback => compareLooks(rollback));
	const held = heldOf(looks);
	const close = closeOf(looks);
	process.stdout.write(
		`${table(soaked)}\n\n${soaked.length} rollbacks; of ${looks.length} looks ${held} held the truth, and the middle of ${close} was near it.\n`,
	);
	return held >= enough * looks.length && close > looks.length / 2;
}

function usualServers(): readonly string[] {
	return testedServers.map(server =>
		'version' in server
			? `${server.flavour}-${server.version}`
			: server.flavour,
	);
}

function heldOf(looks: readonly ComparedLook[]): number {
	return looks.filter(({holds}) => holds).length;
}

function closeOf(looks: readonly ComparedLook[]): number {
	return looks.filter(({isNear}) => isNear).length;
}

/** A row for each kill of each statement on each server. */
function table(soaked: readonly Soaked[]): string {
	const groups = new Map<string, Soaked[]>();
	for (const rollback of soaked) {
		const {server, kind, statement} = rollback;
		const row = `| ${server} | ${kind} | ${statement} |`;
		groups.set(row, [...(groups.get(row) ?? []), rollback]);
	}

	return [
		'| server | KILL | statement | rollbacks | seconds (median) | rollback : statement until the KILL (median) | looks | held the truth | middle within 25 % |',
		'| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
		...[...groups].map(([row, rollbacks]) => {
			const looks = rollbacks.flatMap(rollback => compareLooks(rollback));
			const seconds = median(rollbacks.map(one => tookOf(one) / 1000));
			const ratio = median(rollbacks.map(one => tookOf(one) / one.forward));
			return `${row} ${rollbacks.length} | ${seconds.toFixed(1)} | ${ratio.toFixed(1)} | ${looks.length} | ${heldOf(looks)} | ${closeOf(looks)} |`;
		}),
	].join('\n');
}

function tookOf({killedAt, goneAt}: SoakedRollback): number {
	return goneAt - killedAt;
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const {length} = sorted;
	const low = sorted[Math.floor((length - 1) / 2)] ?? Number.NaN;
	const high = sorted[Math.floor(length / 2)] ?? Number.NaN;
	return (low + high) / 2;
}
