// Loaded into the program with `--import`: measures how long its event loop was blocked, and its memory, and, when the program ends, writes both to the file in BENCH_PROBE.
import {readFileSync, writeFileSync} from 'node:fs';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import process from 'node:process';
import {isMainThread} from 'node:worker_threads';

// The thread that draws loads this file too; keys don't wait for it.
if (isMainThread) {
	const resolution = 1;
	const delay = monitorEventLoopDelay({resolution});
	const settle = setTimeout(() => {
		// The modules are loaded: from now on a block delays a key.
		delay.enable();
	}, 2000);
	settle.unref();

	process.on('exit', () => {
		const peak = /VmHWM:\s+(\d+) kB/.exec(
			readFileSync('/proc/self/status', 'utf8'),
		);
		writeFileSync(
			process.env.BENCH_PROBE,
			JSON.stringify({
				longestBlock: Math.max(0, delay.max / 1e6 - resolution),
				p99Block: Math.max(0, delay.percentile(99) / 1e6 - resolution),
				peakMemory: Number(peak?.[1]) * 1024,
			}),
		);
	});
}
