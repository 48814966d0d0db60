import {type LabState} from '../lab/history/state.js';
import {type PanelName, type ScreenKey} from './screen-key.js';

/** The keys that do something right now, each with what it does, the most useful first. Pure. */
export function hintsOf<Activity>(
	keys: ReadonlyArray<ScreenKey<string, Activity>>,
	panel: 'none' | PanelName,
	activity: Activity,
	state: LabState,
): readonly string[] {
	const isFirst = (key: ScreenKey<string, Activity>) =>
		key.leads?.(activity) === true;
	const inOrder = [
		...keys.filter(key => isFirst(key)),
		...keys.filter(key => !isFirst(key)),
	];
	return inOrder.flatMap(({name, shortName = name, hint, inPanel}) => {
		const words = panel === 'none' ? hint?.(activity, state) : inPanel?.[panel];
		return words === undefined ? [] : [`${shortName} ${words}`];
	});
}
