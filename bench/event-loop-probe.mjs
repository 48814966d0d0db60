// Loaded into the program with `--import`: measures how long its event loop was blocked, and its memory, and, when the program ends, writes both to the file in BENCH_PROBE.
import {
	closeSync,
	openSync,
	readFileSync,
	readSync,
	writeFileSync,
} from 'node:fs';
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {isMainThread} from 'node:worker_threads';

// The thread that draws loads this file too; keys don't wait for it.
if (isMainThread) {
	const schedule = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
	const line = Buffer.alloc(64);

	/** The processor time of this thread so far, in ms: without the time that it waited for a processor. */
	const processorTime = () => {
		const length = readSync(schedule, line, 0, line.length, 0);
		const [nanoseconds] = line.toString('latin1', 0, length).split(' ', 1);
		return Number(nanoseconds) / 1e6;
	};

	let ticks;
	let longestBlock = 0;
	let longestShare = 0;
	let last = {at: performance.now(), used: processorTime()};
	const tick = () => {
		const next = {at: performance.now(), used: processorTime()};
		longestBlock = Math.max(longestBlock, next.at - last.at - interval);
		longestShare = Math.max(longestShare, next.used - last.used);
		last = next;
	};

	/** Between two ticks, in ms. */
	const interval = 1;
	const settle = setTimeout(() => {
		// The modules are loaded: from now on a block delays a key.
		last = {at: performance.now(), used: processorTime()};
		ticks = setInterval(tick, interval).unref();
	}, 2000);
	settle.unref();
	// Sent before Ctrl-C: what comes then delays no key.
	process.on('SIGUSR2', () => {
		clearInterval(ticks);
	});

	process.on('exit', () => {
		closeSync(schedule);
		const peak = /VmHWM:\s+(\d+) kB/.exec(
			readFileSync('/proc/self/status', 'utf8'),
		);
		writeFileSync(
			process.env.BENCH_PROBE,
			JSON.stringify({
				longestBlock,
				longestShare,
				peakMemory: Number(peak?.[1]) * 1024,
			}),
		);
	});
}
