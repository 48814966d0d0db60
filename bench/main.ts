import process from 'node:process';
import {formatBytes, formatDuration} from '../source/format.js';
import {flavours} from '../source/sandbox/flavour.js';
import {measureInserts} from './insert.js';
import {latencyRow, measureKillLatency} from './key-to-kill.js';
import {measureRun} from './memory.js';
import {median} from './statistics.js';

const presses = 200;
const rounds = 5;
const size = 100 * 1024 ** 2;

function print(...cells: string[]): void {
	const [first = '', ...rest] = cells;
	process.stdout.write(
		`${first.padEnd(44)}${rest.map(cell => cell.padStart(14)).join('')}\n`,
	);
}

for (const flavour of flavours) {
	print(
		`\n${flavour}: ${presses} kills during inserts of 100 MB`,
		'p50',
		'p99',
		'max',
	);
	const {keyToSent, keyToOk, sentToOk, probe} = await measureKillLatency(
		flavour,
		presses,
	);
	print('  key to KILL sent', ...latencyRow(keyToSent));
	print(
		`  key to the KILL's OK (${keyToOk.length} acknowledged)`,
		...latencyRow(keyToOk),
	);
	print('  of it, KILL sent to its OK', ...latencyRow(sentToOk));
	print(
		'  event loop blocked, p99 and longest',
		'',
		formatDuration(probe.p99Block),
		formatDuration(probe.longestBlock),
	);
	print('  peak memory', formatBytes(probe.peakMemory));
}

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

for (const flavour of flavours) {
	print(
		`\n${flavour}: a run on the screen at full speed`,
		'peak memory',
		'longest block',
	);
	const small = await measureRun(flavour, '10MB', 10);
	const large = await measureRun(flavour, '100MB', 10);
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
