import {type Sitting} from '../../lab/history/sitting.js';
import {
	type ReplayFileOptions,
	type ReplayOptions,
} from '../../options/read-replay.js';
import {asciicast, castBeginning} from '../../output/asciicast.js';
import {type Film} from '../../output/film.js';
import {filmBeginning, filmPicture} from '../../output/picture/film-picture.js';
import {reportPage, reportPageBeginning} from '../../output/report-html.js';
import {version} from '../../version.js';
import {type Form} from '../open-files.js';

/** What is written of a replay. */
export type Replayed = Pick<ReplayOptions, 'castVersion'> & {
	readonly sitting: () => Sitting;
	/** When the clock of the recording began, in ms since 1970. */
	readonly startedAt: number;
	/** Shoots it, or returns the one that is there already. */
	readonly film: () => Promise<Film>;
};

/** The forms in which a replay is written. */
export const replayForms: ReadonlyArray<Form<ReplayFileOptions, Replayed>> = [
	{
		file: ({cast}) => cast,
		kind: {name: 'cast', beginning: castBeginning, flag: '--cast'},
		text: async ({film, castVersion}) => asciicast(await film(), castVersion),
	},
	{
		file: ({svg}) => svg,
		kind: {name: 'film', beginning: filmBeginning, flag: '--svg'},
		text: async ({film}) => filmPicture(await film()),
	},
	{
		file: ({html}) => html,
		kind: {name: 'page', beginning: reportPageBeginning, flag: '--html'},
		text: ({sitting, startedAt}) => reportPage(sitting(), {startedAt, version}),
	},
];
