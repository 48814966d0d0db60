/*
`npm run bench -- [start] [kills] [inserts] [memory] [links] [attach]`; without a word, everything.

`against=FILE` also measures starts, kills, memory and links with the built `cli.js` of another checkout, such as an older version, in turn with this one.
*/
import process from 'node:process';
import {sshServer} from '../test/helpers/slow-link.js';
import {formatBytes, formatDuration} from '../source/format.js';
import {flavours} from '../source/sandbox/flavour.js';
import {measureAttach} from './attach.js';
import {measureInserts} from './insert.js';
import {measureStarts} from './start.js';
import {measureSlowLink, patience, type MeasuredScreen} from './slow-link.js';
import {
	latencyRow,
	measureKillLatency,
	together,
	type KillLatency,
} from './key-to-kill.js';
import {measureRun} from './memory.js';
import {ownProgram, programs, startable} from './programs.js';
import {median, quantile} from './statistics.js';

const presses = 200;
const turns = 4;
const startRounds = 7;
const rounds = 5;
const size = 100 * 1024 ** 2;

function print(...cells: string[]): void {
	const [first = '', ...rest] = cells;
	process.stdout.write(
		`${first.padEnd(44)}${rest.map(cell => cell.padStart(14)).join('')}\n`,
	);
}

/** From a key to the KILL, and what that costs the event loop. Programs take turns, so that all see the same machine. */
async function kills(): Promise<void> {
	for (const flavour of flavours) {
		const parts = programs.map(() => [] as KillLatency[]);
		for (let turn = 0; turn < turns; turn++) {
			for (const [index, {cli}] of programs.entries()) {
				parts[index]?.push(
					await measureKillLatency(cli, flavour, presses / turns),
				);
			}
		}

		for (const [index, {name}] of programs.entries()) {
			printKills(`${flavour}, ${name}`, together(parts[index] ?? []));
		}
	}
}

function printKills(
	title: string,
	{keyToSent, keyToOk, sentToOk, probes}: KillLatency,
): void {
	print(`\n${title}: ${presses} kills in INSERTs`, 'p50', 'p95', 'p99', 'max');
	print('  key to KILL sent', ...latencyRow(keyToSent));
	print(
		`  key to the KILL's OK (${keyToOk.length} acknowledged)`,
		...latencyRow(keyToOk),
	);
	print('  of it, KILL sent to its OK', ...latencyRow(sentToOk));
	print(
		'  event loop blocked, p99 and longest',
		'',
		'',
		formatDuration(Math.max(...probes.map(probe => probe.p99Block))),
		formatDuration(Math.max(...probes.map(probe => probe.longestBlock))),
	);
	print(
		'  peak memory',
		formatBytes(Math.max(...probes.map(probe => probe.peakMemory))),
	);
}

/** How fast blobs go in, compared with mysql2's own ways. */
async function inserts(): Promise<void> {
	for (const flavour of flavours) {
		print(
			`\n${flavour}: insert of 100 MB at full speed`,
			'total',
			'server',
			'total:server',
			'to execute()',
		);
		const ways = await measureInserts(flavour, size, rounds);
		const whole = ways.find(({way}) => way === 'mysql2 execute()');
		for (const {way, total, server} of ways) {
			print(
				`  ${way}`,
				formatDuration(median(total)),
				server ? formatDuration(median(server)) : '',
				server ? (median(total) / median(server)).toFixed(2) : '',
				whole ? (median(total) / median(whole.total)).toFixed(2) : '',
			);
		}
	}
}

/** The memory of a run on the screen. */
async function memory(): Promise<void> {
	for (const flavour of flavours) {
		for (const {name, cli} of programs) {
			print(
				`\n${flavour}, ${name}: a run at full speed`,
				'peak memory',
				'longest block',
			);
			const small = await measureRun(cli, flavour, '10MB', 10);
			const large = await measureRun(cli, flavour, '100MB', 10);
			print(
				'  10 files of 10 MB',
				formatBytes(small.peakMemory),
				formatDuration(small.longestBlock),
			);
			print(
				'  10 files of 100 MB',
				formatBytes(large.peakMemory),
				formatDuration(large.longestBlock),
			);
			print('  ratio', (large.peakMemory / small.peakMemory).toFixed(2));
		}
	}
}

/** Links that a person notices, in bytes a second, and the number of presses on each. */
const slowLinks = [
	{bytesPerSecond: 4096, slowPresses: 40},
	{bytesPerSecond: 1024, slowPresses: 15},
] as const;

/** What a person sees over a slow link, and how long quitting takes, with one program after the other; this one comes last. */
async function links(): Promise<void> {
	if (sshServer === undefined) {
		print('\nno slow links: sshd or perl is missing');
		return;
	}

	const screens: ReadonlyArray<readonly [string, MeasuredScreen]> = [
		['paced by writes', {cli: ownProgram.cli, isPaced: false}],
		...programs.map(
			({name, cli}) => [`${name}, by answers`, {cli, isPaced: true}] as const,
		),
	];
	print(
		'\nover ssh: key to its line, and Ctrl-C to the end',
		'p50',
		'p95',
		'Ctrl-C',
		'presses',
	);
	for (const {bytesPerSecond, slowPresses} of slowLinks) {
		for (const [name, screen] of screens) {
			const {pressToVisible, leave} = await measureSlowLink(
				bytesPerSecond,
				slowPresses,
				screen,
			);
			const row = [
				quantile(pressToVisible, 0.5),
				quantile(pressToVisible, 0.95),
				leave,
			];
			print(
				`  ${formatBytes(bytesPerSecond)}/s, ${name}`,
				...row.map(time =>
					time === Infinity
						? `> ${formatDuration(patience)}`
						: formatDuration(time),
				),
				String(pressToVisible.length),
			);
		}
	}
}

/** What attach's screen costs a server with 500 connections that sleep and 20 that work, and how fast it kills. */
async function attach(): Promise<void> {
	for (const flavour of flavours) {
		const {listing, watching, pressToSent} = await measureAttach(
			ownProgram.cli,
			flavour,
		);
		print(`\n${flavour}: attach, 500 idle and 20 busy`, 'of one core');
		print('  while it lists', formatShare(listing));
		print('  while it watches one', formatShare(watching));
		print(
			`  second press to KILL, ${pressToSent.length} kills`,
			...latencyRow(pressToSent),
		);
	}
}

function formatShare(part: number): string {
	return `${(100 * part).toFixed(2)} %`;
}

/** From the start of the program to what a person waits for, beside a bare Node. */
async function start(): Promise<void> {
	for (const flavour of flavours) {
		print(`\n${flavour}: from the start`, 'p50', 'max', 'to bare node');
		const starts = await measureStarts(startable, flavour, startRounds);
		const floor = median(starts[0]?.times ?? []);
		for (const {name, times} of starts) {
			print(
				`  ${name}`,
				formatDuration(median(times)),
				formatDuration(Math.max(...times)),
				(median(times) / floor).toFixed(2),
			);
		}
	}
}

const measurements = {start, kills, inserts, memory, links, attach};
const wanted = new Set(
	process.argv.slice(2).filter(word => !word.includes('=')),
);
for (const [name, measure] of Object.entries(measurements)) {
	if (wanted.size === 0 || wanted.has(name)) {
		await measure();
	}
}
