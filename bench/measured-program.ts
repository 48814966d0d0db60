import {readFileSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {type LabEvent} from '../source/lab/events/events.js';
import {openTerminal, type Terminal} from '../test/helpers/terminal.js';

/** What the probe in the program measured. */
export type Probe = {
	/** The longest time that the event loop was blocked, in ms. */
	readonly longestBlock: number;
	/** The most processor time that the thread used between two ticks of 1 ms: the program's own share of a block. The kernel counts it in steps of up to 4 ms. */
	readonly longestShare: number;
	/** Bytes. */
	readonly peakMemory: number;
};

/** The built program in a terminal, recorded and probed. */
export type ProbedProgram = {
	readonly terminal: Terminal;
	/** Ends it with Ctrl-C and reads the measurements. */
	readonly end: () => Promise<{
		readonly probe: Probe;
		readonly events: readonly LabEvent[];
		/** When the events' clock started, in ms since 1970. */
		readonly startedAt: number;
	}>;
};

const probe = fileURLToPath(new URL('event-loop-probe.mjs', import.meta.url));

/** Starts a built program, by its `cli.js`, on a screen of 120 x 40, with the probe in it. */
export async function startProbed(
	cli: string,
	flags: readonly string[],
): Promise<{
	readonly terminal: Terminal;
	/** Ends it with Ctrl-C and reads the measurements. */
	readonly end: () => Promise<Probe>;
}> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-bench-'));
	const probed = path.join(folder, 'probe');
	const terminal = openTerminal({
		command: process.execPath,
		args: ['--import', probe, cli, ...flags],
		// eslint-disable-next-line @typescript-eslint/naming-convention -- An environment variable.
		env: {BENCH_PROBE: probed},
	});
	return {
		terminal,
		async end() {
			terminal.kill('SIGUSR2');
			terminal.press('\u0003');
			await terminal.exited;
			const measured = JSON.parse(await readFile(probed, 'utf8')) as Probe;
			await rm(folder, {recursive: true});
			return measured;
		},
	};
}

/** The same, and it is recorded. */
export async function startMeasured(
	cli: string,
	flags: readonly string[],
): Promise<ProbedProgram> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-bench-'));
	const recording = path.join(folder, 'recording');
	const {terminal, end} = await startProbed(cli, [
		'--record',
		recording,
		...flags,
	]);

	return {
		terminal,
		async end() {
			const measured = await end();
			const [header, ...lines] = readFileSync(recording, 'utf8')
				.trimEnd()
				.split('\n');
			const result = {
				probe: measured,
				events: lines.map(line => JSON.parse(line) as LabEvent),
				...(JSON.parse(header ?? '{}') as {startedAt: number}),
			};
			await rm(folder, {recursive: true});
			return result;
		},
	};
}
