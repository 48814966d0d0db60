import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {openSlowLink} from '../test/helpers/slow-link.js';

/** What a person at the near end of a slow link waits for, in ms; infinite where it was given up after `patience`. */
export type SlowLinkTimes = {
	/** From each press of `q` to its line on the screen. */
	readonly pressToVisible: readonly number[];
	/** From Ctrl-C to the end of the program and of its link. */
	readonly leave: number;
};

/** Nothing is waited for longer than so many ms: a screen that is paced by its writes takes minutes on a link that is slow enough. */
export const patience = 60_000;

/** A link has so many ms in all for its presses; those that come later are not made. */
const pressTime = 240_000;

/** The program that is measured. */
export type MeasuredScreen = {
	/** Its built `cli.js`. */
	readonly cli: string;
	/** Whether it asks the terminal after each picture. */
	readonly isPaced: boolean;
};

/** This checkout's program, when it is built. */
export const ownCli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Presses `q` so many times in uploads, over ssh on a link of so many bytes a second, each at a random moment after the one before has been seen; and then Ctrl-C. */
export async function measureSlowLink(
	bytesPerSecond: number,
	presses: number,
	{cli, isPaced}: MeasuredScreen,
): Promise<SlowLinkTimes> {
	const temporary = await mkdtemp(path.join(tmpdir(), 'bench-'));
	const link = await openSlowLink(bytesPerSecond);
	const terminal = link.open(
		[
			process.execPath,
			cli,
			'--sandbox=mysql',
			'--files=100',
			'--size=400MB',
			'--rate=2MB',
		],
		{
			env: Object.fromEntries([
				['TMPDIR', temporary] as const,
				['LANG', 'C.UTF-8'] as const,
				...(isPaced ? [] : [['KILL_LAB_UNPACED', '1'] as const]),
			]),
		},
	);
	const pressToVisible: number[] = [];
	try {
		const until = performance.now() + pressTime;
		await terminal.waitFor(/upload .* [1-9] %/, {timeout: 180_000});
		for (
			let press = 1;
			press <= presses && performance.now() < until;
			press++
		) {
			// Not in step with the program's own clocks.
			await wait(300 + Math.random() * 700);
			pressToVisible.push(
				await timeOf(async () => {
					terminal.press('q');
					await terminal.waitFor(new RegExp(String.raw`\b${press} QUERY `), {
						timeout: patience,
					});
				}),
			);
		}

		return {
			pressToVisible,
			leave: await timeOf(async () => {
				terminal.press('\u0003');
				await Promise.race([
					terminal.exited,
					wait(patience, undefined, {ref: false}).then(() => {
						throw new Error(`Not left in ${patience} ms`);
					}),
				]);
			}),
		};
	} finally {
		try {
			terminal.kill('SIGKILL');
		} catch {
			// It has ended.
		}

		await link.close();
		await rm(temporary, {recursive: true, force: true, maxRetries: 10});
	}
}

/** How long something takes, in ms; infinitely long, when it was given up. */
async function timeOf(act: () => Promise<void>): Promise<number> {
	const begin = performance.now();
	try {
		await act();
	} catch (error: unknown) {
		if (performance.now() - begin < patience) {
			throw error;
		}

		return Infinity;
	}

	return performance.now() - begin;
}
