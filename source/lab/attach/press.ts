import {type KillKind} from '../events/kill.js';
import {type Armed} from './attach-state.js';

/** What a press of a key that kills does. `early`: who it is is still being read again. `repeated`: no second decision. */
export type PressMeaning = 'arms' | 'early' | 'repeated' | 'sends';

/** A key that is held repeats more often than this, in ms, and so does a double press by accident. */
const leastPause = 250;

/** What a press means, by what is armed. Pure. @param pause - Since the last press of a key that kills, in ms. */
export function pressMeaning(
	kind: KillKind,
	armed: Armed | undefined,
	pause: number,
): PressMeaning {
	if (armed?.kind !== kind) {
		return 'arms';
	}

	if (pause < leastPause) {
		return 'repeated';
	}

	return armed.isConfirmed ? 'sends' : 'early';
}
