import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {startSandbox, type Sandbox} from '../source/sandbox/sandbox.js';
import {type Flavour} from '../source/server/flavour.js';
import {openTerminal} from '../test/helpers/terminal.js';
import {peakMemory} from './peak-memory.js';

/** How long something takes from the start of its process, each time it was measured, in ms. */
export type StartTimes = {
	readonly name: string;
	readonly times: readonly number[];
	/** The peak of its memory by the end of a run of 1 MB, in bytes, each time; empty: it does not run. */
	readonly peaks: readonly number[];
};

/** One start. */
type Took = {readonly time: number; readonly peak?: number};

/** The first picture: the panes are there. */
const firstPicture = /╭ Workload/;

/** A program by the words that start it. */
export type Startable = {
	readonly name: string;
	readonly words: readonly [string, ...string[]];
};

/** From the start of a bare Node, and of programs, to what a person waits for; all in turn, so that they see the same machine. */
export async function measureStarts(
	programs: readonly Startable[],
	named: Flavour,
	rounds: number,
): Promise<readonly StartTimes[]> {
	const sandbox = await startSandbox({choice: {flavour: named}});
	const starts: ReadonlyArray<{
		readonly name: string;
		readonly take: () => Promise<Took>;
	}> = [
		{
			name: 'node -e 0',
			take: async () => untilEnd([process.execPath, '--eval', '0']),
		},
		...programs.flatMap(({name, words}) => [
			...['--version', '--help'].map(flag => ({
				name: `${name} ${flag}`,
				take: async () => untilEnd([...words, flag]),
			})),
			{
				name: `${name}, first picture, named ${named}`,
				take: async () => untilPicture([...words, ...namedServer(sandbox)]),
			},
			{
				name: `${name}, first picture, warm sandbox`,
				take: async () => untilPicture([...words, `--sandbox=${named}`]),
			},
		]),
	];
	const taken = starts.map(() => [] as Took[]);
	try {
		for (let round = 0; round < rounds; round++) {
			for (const [index, {take}] of starts.entries()) {
				taken[index]?.push(await take());
			}
		}
	} finally {
		await sandbox.stop();
	}

	return starts.map(({name}, index) => {
		const all = taken[index] ?? [];
		return {
			name,
			times: all.map(({time}) => time),
			peaks: all.flatMap(({peak}) => peak ?? []),
		};
	});
}

function namedServer({socketPath, user}: Sandbox): readonly string[] {
	return ['--socket', socketPath, '--user', user, '--yes'];
}

type Words = Startable['words'];

function untilEnd([command, ...args]: Words): Took {
	const began = performance.now();
	spawnSync(command, args, {stdio: ['ignore', 'pipe', 'inherit']});
	return {time: performance.now() - began};
}

async function untilPicture([command, ...args]: Words): Promise<Took> {
	const began = performance.now();
	const terminal = openTerminal({
		command,
		args: [...args, '--files', '1', '--size', '1MB'],
	});
	await terminal.waitFor(firstPicture);
	const time = performance.now() - began;
	await terminal.waitFor(/Verdict committed whole/);
	const peak = peakMemory(terminal.pid);
	terminal.press('\u0003');
	await terminal.exited;
	return {time, peak};
}
