import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {openSlowLink} from '../test/helpers/slow-link.js';

/** What a person at the near end of a slow link waits for, in ms. */
export type SlowLinkTimes = {
	/** From each press of `q` to its line on the screen. */
	readonly pressToVisible: readonly number[];
	/** From Ctrl-C to the end of the program and of its link. */
	readonly leave: number;
};

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Presses `q` so many times in uploads, over ssh on a link of so many bytes a second, each at a random moment after the one before has been seen; and then Ctrl-C. */
export async function measureSlowLink(
	bytesPerSecond: number,
	presses: number,
	isPaced: boolean,
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
		const slow = {timeout: 180_000};
		await terminal.waitFor(/upload .* [1-9] %/, slow);
		for (let press = 1; press <= presses; press++) {
			// Not in step with the program's own clocks.
			await wait(300 + Math.random() * 700);
			const pressedAt = performance.now();
			terminal.press('q');
			await terminal.waitFor(new RegExp(` ${press} QUERY `), slow);
			pressToVisible.push(performance.now() - pressedAt);
		}

		const leftAt = performance.now();
		terminal.press('\u0003');
		await terminal.exited;
		return {pressToVisible, leave: performance.now() - leftAt};
	} finally {
		await link.close();
		await rm(temporary, {recursive: true, force: true, maxRetries: 10});
	}
}
