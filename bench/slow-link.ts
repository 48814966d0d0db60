import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {openSlowLink} from '../test/helpers/slow-link.js';

/** How long a person at the near end of a slow link waits, in ms; infinite if the wait was given up after `patience`. */
export type SlowLinkTimes = {
	/** From each press of `q` to its line on the screen. */
	readonly pressToVisible: readonly number[];
	/** From Ctrl-C until the program and its link have ended. */
	readonly leave: number;
};

/** No wait is longer than this, in ms: a screen that is paced by its writes takes minutes on a link that is slow enough. */
export const patience = 60_000;

/** The time for all presses on one link, in ms; later presses are skipped. */
const pressTime = 240_000;

/** The program under test. */
export type MeasuredScreen = {
	/** Its built `cli.js`. */
	readonly cli: string;
	/** Whether it asks the terminal after each picture. */
	readonly isPaced: boolean;
};

/** Presses `q` this many times during uploads, over ssh on a link with this many bytes a second, each at a random moment after the one before was seen; then Ctrl-C. */
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
						throw new Error(`Did not quit within ${patience} ms`);
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

/** How long something takes, in ms; infinite if it was given up. */
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
