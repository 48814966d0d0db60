import {existsSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {type Startable} from './start.js';
import {wordOf} from './words.js';

/** A built program to measure, by its `cli.js`. */
export type MeasuredProgram = {
	readonly name: string;
	readonly cli: string;
};

/** This checkout's built program. */
export const ownProgram: MeasuredProgram = {
	name: 'this program',
	cli: fileURLToPath(new URL('../dist/cli.js', import.meta.url)),
};

const older = wordOf('against');

/** The programs of this benchmark: that of `against=FILE` first, if it is given, and this checkout's. */
export const programs: readonly MeasuredProgram[] = [
	...(older === undefined ? [] : [{name: 'the older program', cli: older}]),
	ownProgram,
];

const executable = fileURLToPath(
	new URL(`../executable/kill-lab-linux-${process.arch}`, import.meta.url),
);

/** The same, and the executable if it has been built. */
export const startable: readonly Startable[] = [
	...programs.map(({name, cli}): Startable => ({
		name,
		words: [process.execPath, cli],
	})),
	...(existsSync(executable)
		? [{name: 'executable', words: [executable] as const}]
		: []),
];
