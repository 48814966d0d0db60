import {type SweepState} from '../../lab/sweep/sweep-state.js';
import {type MapFileOptions} from '../../options/read-sweep.js';
import {mapPage, pageBeginning} from '../../output/sweep-html.js';
import {mapBeginning, mapMarkdown} from '../../output/sweep-markdown.js';
import {type Form} from '../open-files.js';

/** The forms in which maps are written. */
export const mapForms: ReadonlyArray<
	Form<MapFileOptions, readonly SweepState[]>
> = [
	{
		file: ({markdown}) => markdown,
		kind: {name: 'map', beginning: mapBeginning, flag: '--markdown'},
		text: mapMarkdown,
	},
	{
		file: ({html}) => html,
		kind: {name: 'page', beginning: pageBeginning, flag: '--html'},
		text: mapPage,
	},
];
