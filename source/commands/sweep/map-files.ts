import {type SweepState} from '../../lab/sweep/sweep-state.js';
import {type MapFileOptions} from '../../options/read-sweep.js';
import {mapPage, pageBeginning} from '../../output/sweep-html.js';
import {mapBeginning, mapMarkdown} from '../../output/sweep-markdown.js';
import {checkReport, writeReport, type ReportKind} from '../report-file.js';

/** The files that get the map at the end. */
export type MapFiles = {
	/** @throws {Refusal} when one can't be written. */
	readonly write: (sweeps: readonly SweepState[]) => Promise<void>;
};

/** A form in which the map is written. */
type Form = {
	readonly file: (options: MapFileOptions) => string | undefined;
	readonly kind: ReportKind;
	readonly text: (sweeps: readonly SweepState[]) => string;
};

const forms: readonly Form[] = [
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

/**
Finds out early whether the maps can be written, before anybody has waited for them.

@param say - Tells a person that an earlier one is replaced.
@throws {Refusal} when one can't be, or when its file exists and is something else.
*/
export async function openMapFiles(
	options: MapFileOptions,
	say: (line: string) => void,
): Promise<MapFiles> {
	const wanted = forms.flatMap(form => {
		const file = form.file(options);
		return file === undefined ? [] : [{...form, file}];
	});
	for (const {file, kind} of wanted) {
		await checkReport(file, say, kind);
	}

	return {
		async write(sweeps) {
			for (const {file, kind, text} of wanted) {
				await writeReport(file, text(sweeps), kind);
			}
		},
	};
}
