/*
The soak: kills at random moments, compared with what the servers recorded. `npm run soak -- [kills on each server] [seed] [server …]`,
where a server is a value of `--sandbox`, such as `mariadb-11.8`; without one it is both flavours.

`npm run soak -- --workload all|NAME [kills] [seed] [server …]` is that for each workload in turn, or for one.
`npm run soak -- --phases all|NAME [rounds] [seed] [server …]` kills them in each phase that `--kill` can name, with both kinds.
`npm run soak -- settings [server …] [only=PATTERN] [log=FILE]` is the settings sweep: the lab with every value of every variable.
`npm run soak -- attach [kills on each server] [seed] [server …]` kills connections of the mysql and mariadb clients at random moments, by a script and by keys, and compares what is told with the clients, their data and the servers' records.
`npm run soak -- rollbacks [times] [server …]` kills long statements, and compares how long their rollbacks are said to take with how long they take.
`npm run soak -- keys [streams] [seed]` is the soak of the keys, without a server.
*/
import process from 'node:process';
import {readSandbox} from '../../source/options/flag-values.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';
import {type Flavour} from '../../source/server/flavour.js';
import {allCases} from '../lab/workloads/all-cases.js';
import {type WorkloadCase} from '../lab/workloads/workload-case.js';
import {soakAttach} from './attach-main.js';
import {soakRollbacks} from './rollbacks-main.js';
import {soakKeys} from './soak-keys.js';
import {soakOnce} from './soak.js';
import {
	aimsOf,
	measureTarget,
	soakAim,
	soakWorkload,
} from './soak-workloads.js';
import {type SoakedKill, type SoakedRun} from './soaked-run.js';
import {soakWaits} from './waits-main.js';
import {sweepSettings} from './settings-main.js';
import {openTruth, truthOptions, type TruthReader} from './truth.js';

const words = process.argv.slice(2);

/** Whether a soak of so many soakers is long enough. */
type Enough = (runs: readonly SoakedRun[], soakers: number) => boolean;

/** The next run of a soak on a server. */
type Soaker = (seed: string) => Promise<SoakedRun>;

/** What is soaked on a server, one after the other. */
type Prepare = (
	server: TestServer,
	truth: TruthReader,
	flavour: Flavour,
) => Promise<readonly Soaker[]>;

const soakFiles: Prepare = async (server, truth) => [
	async seed => soakOnce(server, truth, seed),
];

/** One workload, or `all` of them that such a server has, but for the blobs. */
function casesOf(name: string, server: Flavour): readonly WorkloadCase[] {
	return allCases.filter(
		({facts, flavour = server}) =>
			['all', facts.name].includes(name) && flavour === server,
	);
}

function soakWorkloads(name: string): Prepare {
	return async (server, truth, flavour) => {
		const soakers: Soaker[] = ['all', 'blobs'].includes(name)
			? [...(await soakFiles(server, truth, flavour))]
			: [];
		for (const tried of casesOf(name, flavour)) {
			const time = await measureTarget(server, tried);
			soakers.push(async seed =>
				soakWorkload({server, truth}, tried, {seed, time}),
			);
		}

		return soakers;
	};
}

function soakPhases(name: string): Prepare {
	return async (server, truth, flavour) =>
		casesOf(name, flavour).flatMap(tried =>
			aimsOf(tried).map(
				aim => async seed => soakAim({server, truth}, tried, {aim, seed}),
			),
		);
}

async function soak(
	word: string,
	prepare: Prepare,
	{isEnough, seed}: {isEnough: Enough; seed: string},
): Promise<readonly SoakedRun[]> {
	const {flavour = 'mysql', version} = readSandbox(word) ?? {};
	const server = await sandboxServer(flavour, {
		version,
		serverOptions: truthOptions,
	});
	const truth = await openTruth(server);
	const soakers = await prepare(server, truth, flavour);
	const runs: SoakedRun[] = [];
	// One flavour may have no such workload.
	while (soakers.length > 0 && !isEnough(runs, soakers.length)) {
		const soakNext = soakers[runs.length % soakers.length];
		const run = await soakNext?.(`${seed}-${word}-${runs.length + 1}`);
		if (run === undefined) {
			throw new Error('There is nothing to soak');
		}

		runs.push(run);
		for (const mismatch of run.mismatches) {
			process.stdout.write(
				`MISMATCH, ${run.workload}, seed ${run.seed}: ${mismatch}\n`,
			);
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
	kills: ReadonlyArray<
		SoakedKill & {readonly server: string; readonly workload: string}
	>,
): string {
	const counts = new Map<string, number>();
	for (const {server, workload, kind, phase, effect} of kills) {
		const row = `| ${server} | ${workload} | ${kind} | ${phase} | ${effect} |`;
		counts.set(row, (counts.get(row) ?? 0) + 1);
	}

	return [
		'| server | workload | kill | phase | effect | kills |',
		'| --- | --- | --- | --- | --- | --- |',
		...[...counts]
			.toSorted(([one], [other]) => one.localeCompare(other))
			.map(([row, number]) => `${row} ${number} |`),
	].join('\n');
}

/** So many kills. */
function kills(count: number): Enough {
	return runs => runs.flatMap(run => run.kills).length >= count;
}

/** Each soaker so many times. */
function rounds(count: number): Enough {
	return (runs, soakers) => runs.length >= count * soakers;
}

/** @param words - Kills on each server or rounds, seed, servers. */
async function soakKills(
	prepare: Prepare,
	[count = '150', seed = String(Date.now()), ...servers]: readonly string[],
	until: (count: number) => Enough = kills,
): Promise<boolean> {
	const runs: SoakedRun[] = [];
	const told: Array<SoakedKill & {server: string; workload: string}> = [];
	for (const word of servers.length > 0 ? servers : flavours) {
		const soaked = await soak(word, prepare, {
			isEnough: until(Number(count)),
			seed,
		});
		runs.push(...soaked);
		told.push(
			...soaked.flatMap(({workload, kills}) =>
				kills.map(kill => ({...kill, server: word, workload})),
			),
		);
	}

	const wrong = runs.filter(({mismatches}) => mismatches.length > 0);
	process.stdout.write(
		`${table(told)}\n\nSeed ${seed}: ${told.length} kills in ${runs.length} runs; ${wrong.length} runs differ from what the server recorded.\n`,
	);
	return wrong.length === 0;
}

const forms = new Map<
	string,
	(words: readonly string[]) => boolean | Promise<boolean>
>([
	['settings', sweepSettings],
	['keys', soakKeys],
	['waits', soakWaits],
	['attach', soakAttach],
	['rollbacks', soakRollbacks],
	[
		'--workload',
		async ([name = '', ...rest]) => soakKills(soakWorkloads(name), rest),
	],
	[
		'--phases',
		async ([name = '', count = '1', ...rest]) =>
			soakKills(soakPhases(name), [count, ...rest], rounds),
	],
]);
const [first = '', ...rest] = words;
const form = forms.get(first);
const isRight = form ? await form(rest) : await soakKills(soakFiles, words);
process.exitCode = isRight ? 0 : 1;
