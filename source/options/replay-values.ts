/*
The values of the flags of replay alone. All throw WrongArguments with one line that says what the flag takes.
*/
import {type Place} from '../lab/history/place.js';
import {WrongArguments} from './flag-values.js';

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
