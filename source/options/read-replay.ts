import {type Place} from '../lab/history/place.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';
import {readOutput, type OutputForm} from './read-output.js';

/** A recording to play, as the command line asks for it. */
export type ReplayOptions = {
	readonly file: string;
	/** Ms of the recording played per ms. */
	readonly speed: number;
	/** Where it begins; absent: with the first run. */
	readonly seek?: Place;
	readonly output: OutputForm;
	readonly ascii: boolean;
	/** A file that gets the recorded sitting as Markdown. */
	readonly report?: string;
};

/** Reads what is to be played, and how. @throws {WrongArguments} when that is unclear. */
export function readReplay(
	given: Given,
	[file, ...rest]: readonly string[],
): ReplayOptions {
	if (file === undefined || rest.length > 0) {
		throw new WrongArguments('replay takes one file: kill-lab replay FILE.');
	}

	return {
		file,
		speed: flags.speed.read(given.speed ?? '1'),
		...(given.seek !== undefined && {seek: flags.seek.read(given.seek)}),
		output: readOutput(given),
		ascii: given.ascii,
		...(given.report !== undefined && {report: given.report}),
	};
}
