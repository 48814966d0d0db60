/*
Makes the recordings in demos/ again, on throwaway servers, and docs/demo-*.svg of those of MySQL. `npm run demos -- NAME` makes one of them, and `npm run demos -- pictures` the pictures alone, of the recordings that are there.
*/
import {spawnSync} from 'node:child_process';
import {renameSync, rmSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {demoFile} from '../source/commands/replay/demo-file.js';
import {demos, type Demo} from '../source/options/demos.js';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

type Course = {readonly kills: readonly string[]; readonly expect: string};

/** When whom is killed, and what comes of it. The first KILL QUERY is lost, so that the second one can show what the first one could not do. */
const courses = {
	'run-through': {kills: [], expect: 'committed'},
	'kill-connection': {
		kills: ['connection@6:upload:60%'],
		expect: 'rolled-back',
	},
	'kill-query': {
		kills: ['query@4:upload:50%', 'query@6:execute'],
		expect: 'rolled-back',
	},
} as const satisfies Readonly<Record<string, Course>>;

const servers: Readonly<
	Record<Demo, {readonly flavour: string; readonly course: Course}>
> = {
	'run-through': {flavour: 'mysql', course: courses['run-through']},
	'kill-connection': {flavour: 'mysql', course: courses['kill-connection']},
	'kill-query': {flavour: 'mysql', course: courses['kill-query']},
	'run-through-mariadb': {flavour: 'mariadb', course: courses['run-through']},
	'kill-connection-mariadb': {
		flavour: 'mariadb',
		course: courses['kill-connection'],
	},
	'kill-query-mariadb': {flavour: 'mariadb', course: courses['kill-query']},
};

/** A kill can come too late: then the run is made again, so often at most. On MariaDB it comes too late six times of seven. */
const mostTries = 40;

/** Whether the program ended with 0. Two servers at once would disturb each other. */
function succeeds(...args: readonly string[]): boolean {
	return (
		spawnSync(process.execPath, [cli, ...args], {
			stdio: ['ignore', 'ignore', 'inherit'],
		}).status === 0
	);
}

/** A whole recording takes the place of the one before. */
function record(demo: Demo): void {
	const file = demoFile(demo);
	const {flavour, course} = servers[demo];
	for (let tries = 0; tries < mostTries; tries++) {
		const isAsExpected = succeeds(
			'--plain',
			`--sandbox=${flavour}`,
			'--files=10',
			'--size=16MB',
			'--rate=16MB/s',
			...course.kills.map(kill => `--kill=${kill}`),
			`--expect=${course.expect}`,
			`--record=${file}.new`,
		);
		if (isAsExpected) {
			renameSync(`${file}.new`, file);
			return;
		}
	}

	rmSync(`${file}.new`, {force: true});
	throw new Error(`${demo} did not end as expected in ${mostTries} tries.`);
}

function draw(demo: Demo): void {
	const picture = new URL(`../docs/demo-${demo}.svg`, import.meta.url);
	succeeds('replay', '--demo', demo, '--svg', fileURLToPath(picture));
}

const words = process.argv.slice(2);
const picturesOnly = words.includes('pictures');
for (const demo of demos) {
	if (words.length === 0 || words.includes(demo)) {
		record(demo);
		process.stdout.write(`demos/${demo}.jsonl\n`);
	}

	if (
		servers[demo].flavour === 'mysql' &&
		(words.length === 0 || picturesOnly || words.includes(demo))
	) {
		draw(demo);
		process.stdout.write(`docs/demo-${demo}.svg\n`);
	}
}
