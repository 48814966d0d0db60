import {type LabState} from '../lab/history/state.js';
import {type PanelName, type ScreenKey} from './screen-key.js';

/** Whether the keys do the same as without the panel: it is looked at while the run goes on. */
function isLive(panel: string): boolean {
	return panel === 'none' || panel === 'production';
}

/** The keys that do something right now, each with what it does, the most useful first. Pure. */
export function hintsOf<
	Activity,
	State = LabState,
	Panel extends string = PanelName,
>(
	keys: ReadonlyArray<ScreenKey<string, Activity, State, Panel>>,
	panel: 'none' | Panel,
	activity: Activity,
	state: State,
): readonly string[] {
	// How to close what is looked at stands first, because the usual ones may take all the room.
	const isFirst = (key: ScreenKey<string, Activity, State, Panel>) =>
		key.leads?.(activity, state) === true ||
		(isLive(panel) && panel !== 'none' && key.inPanel?.[panel] !== undefined);
	const inOrder = [
		...keys.filter(key => isFirst(key)),
		...keys.filter(key => !isFirst(key)),
	];
	return inOrder.flatMap(({name, shortName = name, hint, inPanel}) => {
		const usual = isLive(panel) ? hint?.(activity, state) : undefined;
		const words = panel === 'none' ? usual : (inPanel?.[panel] ?? usual);
		return words === undefined ? [] : [`${shortName} ${words}`];
	});
}
