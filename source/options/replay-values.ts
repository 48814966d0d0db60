/*
The values of the flags of replay alone. All throw WrongArguments with one line that says what the flag takes.
*/
import {type Place} from '../lab/history/place.js';
import {listed} from '../listed.js';
import {smallest} from '../smallest-screen.js';
import {demos, type Demo} from './demos.js';
import {WrongArguments} from './flag-values.js';
import {suggestion} from './suggest.js';

/** The value of `--seek`: a part of what is played, or a time of the recording. */
export function readSeek(word: string): Place {
	const [, number, unit] = /^(\d+(?:\.\d+)?)(%|ms|s|m)$/.exec(word) ?? [];
	const value = Number(number);
	const factors: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000};
	if (unit === '%' && value <= 100) {
		return {type: 'part', part: value / 100};
	}

	const factor = factors[unit ?? ''];
	if (factor === undefined) {
		throw new WrongArguments(
			`--seek takes a part such as 50%, or a time such as 12s, not "${word}".`,
		);
	}

	return {type: 'time', ms: value * factor};
}

/** The versions of an asciicast that are written. */
const castVersions = ['v2', 'v3'] as const;

export type CastVersion = (typeof castVersions)[number];

/** The value of `--cast-version`. */
export function readCastVersion(word: string): CastVersion {
	const version = castVersions.find(known => known === `v${word}`);
	if (version === undefined) {
		throw new WrongArguments(`--cast-version takes 2 or 3, not "${word}".`);
	}

	return version;
}

/** The size of a screen, in cells. */
export type ScreenSize = {readonly columns: number; readonly rows: number};

/** Nothing more is shown on a larger screen. */
const largest: ScreenSize = {columns: 300, rows: 100};

/** The value of `--cast-size`. */
export function readCastSize(word: string): ScreenSize {
	const [, columns, rows] = (/^(\d+)x(\d+)$/.exec(word) ?? []).map(Number);
	if (
		columns === undefined ||
		rows === undefined ||
		columns < smallest.columns ||
		rows < smallest.rows ||
		columns > largest.columns ||
		rows > largest.rows
	) {
		throw new WrongArguments(
			`--cast-size takes columns and rows such as 100x30, from ${smallest.columns}x${smallest.rows} to ${largest.columns}x${largest.rows}, not "${word}".`,
		);
	}

	return {columns, rows};
}

/** The value of `--demo`. */
export function readDemo(word: string): Demo {
	const demo = demos.find(known => known === word);
	if (demo === undefined) {
		throw new WrongArguments(
			`--demo takes ${listed(demos, 'or')}, not "${word}".${suggestion(word, demos)}`,
		);
	}

	return demo;
}
