import {attachKeys} from '../../keys/attach-keys.js';
import {labKeys} from '../../keys/lab-keys.js';
import {replayKeys} from '../../keys/replay-keys.js';
import {type ScreenKey} from '../../keys/screen-key.js';
import {sweepKeys} from '../../keys/sweep-keys.js';
import {type Section} from './section.js';

/** What is told of a key. */
type ToldKey = Pick<ScreenKey<string, never>, 'name' | 'meaning' | 'inFull'>;

const screens: ReadonlyArray<readonly [string, readonly ToldKey[]]> = [
	['In the lab', labKeys],
	['In kill-lab attach', attachKeys],
	['In kill-lab sweep', sweepKeys],
	['In kill-lab replay', replayKeys],
];

/** The keys of each screen that do something without a panel. */
export function keySections(): readonly Section[] {
	return screens.map(([heading, keys]) => ({
		heading,
		entries: keys.flatMap(({name, meaning, inFull = meaning}) =>
			inFull === undefined
				? []
				: [{name: name.replace('^', 'Ctrl-'), texts: [inFull]}],
		),
	}));
}
