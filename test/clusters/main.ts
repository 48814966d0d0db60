/*
The lab on real clusters: `npm run test:clusters -- [runs of each kill] [cluster …]`, where a cluster is a name below; without one, all of them. It takes about ten minutes, 2 GB of memory and the packages of the distribution's archive.
*/
import process from 'node:process';
import {type Flavour} from '../../source/server/flavour.js';
import {type Cleaner} from '../helpers/program.js';
import {type Cluster} from './cluster.js';
import {killOnce, moments, tableOf, type Trial} from './experiment.js';
import {startGalera} from './galera.js';
import {startGroup} from './group.js';
import {misnamed} from './naming.js';
import {startPair} from './pairs.js';
import {startProxied} from './proxied.js';
import {startPool} from './pools.js';

const timeout = 2000;

const clusters: Readonly<
	Record<string, readonly [Flavour, () => Promise<Cluster>]>
> = {
	'mysql-pair': ['mysql', async () => startPair('mysql')],
	'mysql-after-sync': [
		'mysql',
		async () => startPair('mysql', {point: 'AFTER_SYNC', timeout}),
	],
	'mysql-after-commit': [
		'mysql',
		async () => startPair('mysql', {point: 'AFTER_COMMIT', timeout}),
	],
	'mysql-pool': ['mysql', async () => startPool('mysql')],
	group: ['mysql', startGroup],
	'mariadb-pair': ['mariadb', async () => startPair('mariadb')],
	'mariadb-after-sync': [
		'mariadb',
		async () => startPair('mariadb', {point: 'AFTER_SYNC', timeout}),
	],
	'mariadb-after-commit': [
		'mariadb',
		async () => startPair('mariadb', {point: 'AFTER_COMMIT', timeout}),
	],
	'mariadb-pool': ['mariadb', async () => startPool('mariadb')],
	galera: ['mariadb', async () => startGalera()],
	'galera-haproxy': ['mariadb', startProxied],
};

const [count = '2', ...names] = process.argv.slice(2);
const trials: Trial[] = [];
const wrong: string[] = [];

for (const name of names.length > 0 ? names : Object.keys(clusters)) {
	const [flavour, start] = clusters[name] ?? [];
	if (!flavour || !start) {
		throw new Error(
			`There is no cluster ${name}: ${Object.keys(clusters).join(', ')}`,
		);
	}

	const cluster = await start();
	try {
		await tryOn(cluster, flavour);
	} finally {
		await cluster.stop();
	}
}

async function tryOn(cluster: Cluster, flavour: Flavour): Promise<void> {
	process.stdout.write(`${cluster.name}\n`);
	for (const member of cluster.members) {
		await cleanly(async cleaner => {
			note(await misnamed(cleaner, member));
		});
		if (member.role === 'reads') {
			continue;
		}

		for (const moment of moments) {
			for (const kind of ['query', 'connection'] as const) {
				for (let run = 0; run < Number(count); run++) {
					const trial = await killOnce(cluster, member, flavour, {
						kind,
						moment,
					});
					trials.push(trial);
					note(
						trial.wrong.map(
							what => `${cluster.name}, ${kind} in ${moment}: ${what}`,
						),
					);
				}
			}
		}
	}

	await cleanly(async cleaner => {
		note((await cluster.further?.(cleaner)) ?? []);
	});
}

function note(found: readonly string[]): void {
	for (const what of found) {
		wrong.push(what);
		process.stdout.write(`WRONG: ${what}\n`);
	}
}

/** Runs something that registers clean-ups, as a test does. */
async function cleanly(
	act: (cleaner: Cleaner) => Promise<void>,
): Promise<void> {
	const tasks: Array<() => unknown> = [];
	try {
		await act({
			teardown(task) {
				tasks.push(task);
			},
		});
	} finally {
		for (const task of tasks.toReversed()) {
			await task();
		}
	}
}

process.stdout.write(
	`\n${tableOf(trials)}\n\n${trials.length} kills; ${wrong.length} findings.\n`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
