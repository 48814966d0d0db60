import {
	type ReplayFileOptions,
	type ReplayOptions,
} from '../../options/read-replay.js';
import {asciicast, castBeginning} from '../../output/asciicast.js';
import {type Film} from '../../output/film.js';
import {filmBeginning, filmPicture} from '../../output/picture/film-picture.js';
import {type Form} from '../open-files.js';

/** What is written of a replay. */
export type Replayed = Pick<ReplayOptions, 'castVersion'> & {
	/** Shoots it, or returns the one that is there already. */
	readonly film: () => Promise<Film>;
};

/** The forms in which a replay is written. */
export const filmForms: ReadonlyArray<Form<ReplayFileOptions, Replayed>> = [
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
];
