import {flavours} from '../source/sandbox/flavour.js';
import {type Flavour} from '../source/server/flavour.js';
import {formatBytes} from '../source/format.js';
import {demoFile} from '../source/commands/replay/demo-file.js';
import {sshServer} from '../test/helpers/slow-link.js';
import {measureAdmin} from './admin-kill.js';
import {measureAttach} from './attach.js';
import {
	medianCell,
	mostBytes,
	partCells,
	partNames,
	parts,
	ratioCell,
	timeCell,
} from './cells.js';
import {fetchDebianTools} from './debian-tools.js';
import {measureInserts} from './insert.js';
import {measureKillLatency} from './key-to-kill.js';
import {ownProgram, programs, startable} from './programs.js';
import {makeLongRecording, measureReplay} from './replay.js';
import {measureSlowLink, type MeasuredScreen} from './slow-link.js';
import {measureStarts} from './start.js';
import {median, quantile} from './statistics.js';
import {type Table} from './table.js';
import {measureWholeRuns, type WholeRun} from './whole-run.js';
import {wordOf} from './words.js';

/** A part of the benchmark. It yields each table as soon as it is measured. */
export type Part = () => AsyncGenerator<Table, void>;

const megabyte = 1024 ** 2;
const productNames: Readonly<Record<Flavour, string>> = {
	mysql: 'MySQL 9.7',
	mariadb: 'MariaDB 10.11',
};

const startRounds = 7;

/** From the start of the program to what a person waits for. */
async function* start(): AsyncGenerator<Table, void> {
	for (const flavour of flavours) {
		const starts = await measureStarts(startable, flavour, startRounds);
		const floor = median(starts[0]?.times ?? []);
		yield {
			title: `From the start, ${productNames[flavour]}`,
			note: `Each ${startRounds} times, in turn. A warm sandbox is a throwaway server of which everything is in the cache. The peak of the memory is that of a whole run of one file of 1 MB.`,
			columns: ['p50', 'max', 'to bare Node', 'peak memory'],
			rows: starts.map(({name, times, peaks}) => [
				name,
				medianCell(times),
				timeCell(Math.max(...times)),
				ratioCell(median(times), floor),
				peaks.length === 0 ? '' : mostBytes(peaks),
			]),
		};
	}
}

const presses = Number(wordOf('presses') ?? 1000);

/** From a key to the KILL, beside a floor. */
async function* kills(): AsyncGenerator<Table, void> {
	const tools = await fetchDebianTools();
	try {
		for (const flavour of flavours) {
			for (const program of programs) {
				const {lab, floor} = await measureKillLatency(
					program,
					flavour,
					presses,
				);
				const ratios = (
					one: readonly number[],
					other: readonly number[],
				): readonly string[] =>
					parts.map(part =>
						ratioCell(quantile(one, part), quantile(other, part)),
					);
				yield {
					title: `A key is a kill, ${productNames[flavour]}, ${program.name}`,
					note: `${presses} presses of \`q\` during inserts of 100 MB, in turn with as many in the floor: a program of some lines that does nothing but read keys and send KILLs on a ready connection. Its own share of a block is processor time between two ticks of 1 ms, which the kernel counts in steps of up to 4 ms.`,
					columns: partNames,
					rows: [
						['key to the program', ...partCells(lab.keyToRead)],
						['key to KILL sent', ...partCells(lab.keyToSent)],
						['floor', ...partCells(floor.keyToSent)],
						['ratio', ...ratios(lab.keyToSent, floor.keyToSent)],
						['key to OK', ...partCells(lab.keyToOk)],
						['floor', ...partCells(floor.keyToOk)],
						['ratio', ...ratios(lab.keyToOk, floor.keyToOk)],
						[
							'longest block of the thread that reads keys',
							timeCell(
								Math.max(...lab.probes.map(({longestBlock}) => longestBlock)),
							),
							'',
							'',
						],
						[
							'of a block, its own share at most',
							timeCell(
								Math.max(...lab.probes.map(({longestShare}) => longestShare)),
							),
							'',
							'',
						],
						[
							'peak memory',
							mostBytes(lab.probes.map(({peakMemory}) => peakMemory)),
							'',
							'',
						],
					],
				};
			}

			if (tools.admin === undefined) {
				continue;
			}

			const times = await measureAdmin(tools.admin, flavour, adminKills);
			yield {
				title: `mariadb-admin kill, ${productNames[flavour]}`,
				note: `${adminKills} times, from its start to its end: what a person types while the lab waits for a key.`,
				columns: partNames,
				rows: [['mariadb-admin kill', ...partCells(times)]],
			};
		}
	} finally {
		await tools.remove();
	}
}

const adminKills = 50;
const insertRounds = 5;

/** How fast blobs go in, compared with mysql2's own ways. */
async function* inserts(): AsyncGenerator<Table, void> {
	for (const flavour of flavours) {
		const ways = await measureInserts(flavour, 100 * megabyte, insertRounds);
		const whole = ways.find(({way}) => way === 'mysql2 execute()');
		yield {
			title: `One insert of 100 MB, ${productNames[flavour]}`,
			note: `Each ${insertRounds} times, in turn. mysql2 has the whole file in memory; the lab streams it.`,
			columns: ['p50', 'server', 'to execute()'],
			rows: ways.map(({way, total, server}) => [
				way,
				medianCell(total),
				server ? medianCell(server) : '',
				whole ? ratioCell(median(total), median(whole.total)) : '',
			]),
		};
	}
}

const runSizes = [
	{files: 10, size: 10 * megabyte},
	{files: 10, size: 100 * megabyte},
] as const;

/** Whole runs that nobody kills, and their memory. */
async function* runs(): AsyncGenerator<Table, void> {
	const tools = await fetchDebianTools();
	try {
		for (const flavour of flavours) {
			for (const plan of runSizes) {
				const measured = await measureWholeRuns(programs, flavour, plan, tools);
				yield {
					title: `${plan.files} files of ${formatBytes(plan.size)}, ${productNames[flavour]}`,
					note:
						tools.pythonPath === undefined
							? "On the screen, at full speed. Without the blog post's program: PyMySQL or Python is not there."
							: "On the screen, at full speed; the blog post's program with PyMySQL.",
					columns: ['BEGIN to COMMIT', 'statements', 'ratio', 'peak memory'],
					rows: measured.map(one => runRow(one)),
				};
			}
		}
	} finally {
		await tools.remove();
	}
}

function runRow({
	name,
	total,
	statements,
	peakMemory,
}: WholeRun): Table['rows'][number] {
	return [
		name,
		timeCell(total),
		...(statements === undefined
			? ['', '']
			: [timeCell(statements), ratioCell(total, statements)]),
		formatBytes(peakMemory),
	];
}

const recordingSize = 50_000_000;
const replayRounds = 3;

/** Replays of a short and of a long recording. */
async function* replays(): AsyncGenerator<Table, void> {
	const {file, remove} = await makeLongRecording(recordingSize);
	try {
		const rows: Array<Table['rows'][number]> = [];
		for (const {name, cli} of programs) {
			for (const [what, recording] of [
				['a demo', demoFile('kill-query')],
				[formatBytes(recordingSize), file],
			] as const) {
				const measured = [];
				for (let round = 0; round < replayRounds; round++) {
					measured.push(await measureReplay(cli, recording));
				}

				rows.push([
					`${name}, ${what}`,
					medianCell(measured.map(({firstPicture}) => firstPicture)),
					medianCell(measured.map(({atItsEnd}) => atItsEnd)),
					mostBytes(measured.map(({peakMemory}) => peakMemory)),
				]);
			}
		}

		yield {
			title: 'A replay',
			note: `Each ${replayRounds} times: from the start to the first picture, and to its end after the key End.`,
			columns: ['first picture', 'End', 'peak memory'],
			rows,
		};
	} finally {
		await remove();
	}
}

/** Links that a person notices, in bytes a second, and the number of presses on each. */
const slowLinks = [
	{bytesPerSecond: 4096, slowPresses: 40},
	{bytesPerSecond: 1024, slowPresses: 15},
] as const;

/** What a person sees over a slow link, and how long quitting takes. */
async function* links(): AsyncGenerator<Table, void> {
	if (sshServer === undefined) {
		return;
	}

	const screens: ReadonlyArray<readonly [string, MeasuredScreen]> = [
		['paced by writes', {cli: ownProgram.cli, isPaced: false}],
		...programs.map(
			({name, cli}) => [`${name}, by answers`, {cli, isPaced: true}] as const,
		),
	];
	const rows: Array<Table['rows'][number]> = [];
	for (const {bytesPerSecond, slowPresses} of slowLinks) {
		for (const [name, screen] of screens) {
			const {pressToVisible, leave} = await measureSlowLink(
				bytesPerSecond,
				slowPresses,
				screen,
			);
			rows.push([
				`${formatBytes(bytesPerSecond)}/s, ${name}`,
				timeCell(quantile(pressToVisible, 0.5)),
				timeCell(quantile(pressToVisible, 0.95)),
				timeCell(leave),
				String(pressToVisible.length),
			]);
		}
	}

	yield {
		title: 'Over SSH',
		note: 'A real sshd on the loopback interface, and a link of so many bytes a second, MySQL: from a press to its line on the screen, and from Ctrl-C to the end of the program. A wait is given up after a minute.',
		columns: ['p50', 'p95', 'Ctrl-C', 'presses'],
		rows,
	};
}

/** What attach's screen costs a server with 500 connections that sleep and 20 that work, and how fast it kills. */
async function* attach(): AsyncGenerator<Table, void> {
	for (const flavour of flavours) {
		const {listing, watching, pressToSent} = await measureAttach(
			ownProgram.cli,
			flavour,
		);
		const share = (part: number) => `${(100 * part).toFixed(2)} %`;
		yield {
			title: `attach, ${productNames[flavour]}`,
			note: `500 connections that sleep and 20 that work: the processor time of attach's own connections on the server, as a part of one core, and from the second press to the KILL, ${pressToSent.length} times.`,
			columns: partNames,
			rows: [
				['while it lists', share(listing), '', ''],
				['while it watches one', share(watching), '', ''],
				['second press to KILL sent', ...partCells(pressToSent)],
			],
		};
	}
}

/** In the order in which they are measured. */
export const allParts: Readonly<Record<string, Part>> = {
	start,
	kills,
	inserts,
	runs,
	replays,
	links,
	attach,
};
