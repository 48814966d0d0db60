import {type Place} from '../lab/history/place.js';
import {type Demo} from './demos.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';
import {readOutput, type OutputForm} from './read-output.js';
import {refuseGiven} from './refuse-flags.js';
import {type CastVersion, type ScreenSize} from './replay-values.js';

/** Files that get what a replay shows. With one of them nothing is played on the screen. */
export type ReplayFileOptions = {
	/** As an asciicast. */
	readonly cast?: string;
	/** As a moving picture. */
	readonly svg?: string;
	/** As a report, on a page. */
	readonly html?: string;
};

/** Where a recording is. */
export type RecordingSource =
	| {readonly type: 'file'; readonly file: string}
	/** It comes with the program. */
	| {readonly type: 'demo'; readonly demo: Demo};

/** A recording to play, as the command line asks for it. */
export type ReplayOptions = {
	readonly recording: RecordingSource;
	/** Ms of the recording played per ms. */
	readonly speed: number;
	/** Where it begins; absent: with the first run. */
	readonly seek?: Place;
	readonly files: ReplayFileOptions;
	readonly castVersion: CastVersion;
	/** The screen of a cast, or of another film. */
	readonly size: ScreenSize;
	readonly output: OutputForm;
	readonly ascii: boolean;
	/** A file that gets the recorded sitting as Markdown. */
	readonly report?: string;
};

/** It fits on most terminals, and has room for all that happens in a run. */
const usualSize: ScreenSize = {columns: 100, rows: 30};

/** Every player and converter reads it. */
const usualVersion: CastVersion = 'v2';

/** Reads what is to be played, and how. @throws {WrongArguments} when that is unclear. */
export function readReplay(
	given: Given,
	words: readonly string[],
): ReplayOptions {
	const {seek, cast, svg, html, castVersion, castSize, report} = given;
	if (cast === undefined) {
		refuseGiven(
			given,
			['castVersion', ...(svg === undefined ? ['castSize' as const] : [])],
			flag => `${flag} is about the file of --cast, so it takes that too.`,
		);
	}

	return {
		recording: readSource(given, words),
		speed: flags.speed.read(given.speed ?? '1'),
		...(seek !== undefined && {seek: flags.seek.read(seek)}),
		files: {
			...(cast !== undefined && {cast}),
			...(svg !== undefined && {svg}),
			...(html !== undefined && {html}),
		},
		castVersion:
			castVersion === undefined
				? usualVersion
				: flags.castVersion.read(castVersion),
		size: castSize === undefined ? usualSize : flags.castSize.read(castSize),
		output: readOutput(given),
		ascii: given.ascii,
		...(report !== undefined && {report}),
	};
}

function readSource(
	{demo}: Given,
	[file, ...more]: readonly string[],
): RecordingSource {
	if (demo !== undefined && file === undefined) {
		return {type: 'demo', demo: flags.demo.read(demo)};
	}

	if (demo !== undefined || file === undefined || more.length > 0) {
		throw new WrongArguments(
			'replay takes one file, or a demo: kill-lab replay FILE, or kill-lab replay --demo kill-query.',
		);
	}

	return {type: 'file', file};
}
