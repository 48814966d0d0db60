import {type AttachState} from '../../lab/attach/attach-state.js';
import {type Condition} from '../../lab/attach/filter.js';
import {listedRows, treeRows} from '../../lab/attach/listed-rows.js';
import {type AttachCommand} from '../../keys/attach-keys.js';

/** What stands in front of the list or of the connection. */
export type AttachPanel =
	| {readonly type: 'none'}
	| {readonly type: 'help'; readonly page: number}
	/** The line at which a filter is typed. */
	| {
			readonly type: 'filter';
			readonly text: string;
			/** So many UTF-16 units are before it. */
			readonly cursor: number;
			/** Why it is not taken: a sentence. */
			readonly why?: string | undefined;
	  };

/** What the person has chosen to see. */
export type AttachChosen = {
	readonly panel: AttachPanel;
	readonly view: 'list' | 'tree';
	/** The id of the selected connection; absent: the first. */
	readonly selected?: string;
	/** As it was typed, and what it means. */
	readonly filterText: string;
	readonly filter: readonly Condition[];
};

export const nothingChosen: AttachChosen = {
	panel: {type: 'none'},
	view: 'list',
	filterText: '',
	filter: [],
};

/** Whether what is shown lacks those that a filter does not let through: the tree is always whole. Pure. */
export function isFiltered({
	view,
	filter,
}: Pick<AttachChosen, 'view' | 'filter'>): boolean {
	return view === 'list' && filter.length > 0;
}

/** The ids of the lines that can be selected, in their order. Pure. */
export function selectableIds(
	{listing}: AttachState,
	{view, filter}: Pick<AttachChosen, 'view' | 'filter'>,
): readonly string[] {
	if (!listing) {
		return [];
	}

	return view === 'tree'
		? treeRows(listing.waits).map(({id}) => id)
		: listedRows(listing, filter).map(({id}) => id);
}

/** The selected line, from 0: the first, if what was selected is gone. Pure. */
export function selectedLine(
	ids: readonly string[],
	{selected}: Pick<AttachChosen, 'selected'>,
): number {
	return selected === undefined ? 0 : Math.max(0, ids.indexOf(selected));
}

/** The commands that only change what is shown. */
export type AttachChoice = Exclude<
	AttachCommand,
	| 'kill-query'
	| 'kill-connection'
	| 'confirm'
	| 'filter'
	| 'copy'
	| 'redraw'
	| 'leave'
>;

/** What is shown after a command. Pure. @param page - Lines of the list that fit, and pages of the help. */
export function choose(
	chosen: AttachChosen,
	command: AttachChoice,
	{
		ids,
		room,
		helpPages,
	}: {
		readonly ids: readonly string[];
		readonly room: number;
		readonly helpPages: number;
	},
): AttachChosen {
	const moved = (to: number): AttachChosen => {
		const selected = ids[Math.min(ids.length - 1, Math.max(0, to))];
		return selected === undefined ? chosen : {...chosen, selected};
	};

	const line = selectedLine(ids, chosen);
	switch (command) {
		case 'up': {
			return moved(line - 1);
		}

		case 'down': {
			return moved(line + 1);
		}

		case 'page-up': {
			return moved(line - room);
		}

		case 'page-down': {
			return moved(line + room);
		}

		case 'first': {
			return moved(0);
		}

		case 'last': {
			return moved(ids.length - 1);
		}

		case 'tree': {
			return {...chosen, view: chosen.view === 'tree' ? 'list' : 'tree'};
		}

		case 'help': {
			const {panel} = chosen;
			const page = panel.type === 'help' ? panel.page + 1 : 0;
			return {
				...chosen,
				panel: page < helpPages ? {type: 'help', page} : {type: 'none'},
			};
		}

		case 'close': {
			return closed(chosen);
		}
	}
}

/** Without what stands in front; else without the tree, else without the filter. */
function closed(chosen: AttachChosen): AttachChosen {
	if (chosen.panel.type !== 'none') {
		return {...chosen, panel: {type: 'none'}};
	}

	return chosen.view === 'tree'
		? {...chosen, view: 'list'}
		: {...chosen, filterText: '', filter: []};
}
