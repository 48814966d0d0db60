import {type Drawing} from '../../drawing/mount.js';
import {sweepCommand, type SweepActivity} from '../../keys/sweep-keys.js';
import {type SweepSight} from '../../lab/sweep/sweep-sight.js';
import {isSwept} from '../../lab/sweep/sweep-state.js';
import {type Key} from '../../terminal/key.js';
import {type Screen} from '../../terminal/screen.js';
import {pagesOf} from '../../ui/help-pages.js';
import {
	choose,
	nothingChosen,
	type SweepChosen,
} from '../../ui/sweep/sweep-chosen.js';
import {sweepHelp} from '../../ui/sweep/sweep-help.js';
import {mapRoom, shownMap} from '../../ui/sweep/sweep-lines.js';

/** Binds the keys of a sweep. @param togglePause - Lets no further run begin, or goes on. */
export function bindSweepKeys({
	sight,
	view,
	screen,
	leave,
	togglePause,
}: {
	readonly sight: () => SweepSight;
	readonly view: Pick<
		Drawing<SweepActivity, SweepChosen>,
		'setChosen' | 'say' | 'draw'
	>;
	readonly screen: Pick<Screen, 'columns' | 'isShown' | 'redraw' | 'rows'>;
	readonly leave: AbortController;
	readonly togglePause: () => void;
}): (key: Key) => void {
	let chosen = nothingChosen;
	return key => {
		const command = sweepCommand(key);
		// Before there is a picture, only Ctrl-C does anything.
		if (command === undefined || (command !== 'leave' && !screen.isShown())) {
			return;
		}

		switch (command) {
			case 'leave': {
				leave.abort();
				break;
			}

			case 'redraw': {
				screen.redraw();
				break;
			}

			case 'pause': {
				const {sweep} = sight();
				if (sweep && isSwept(sweep)) {
					view.say('Everything is tried: there is nothing to pause');
				} else {
					togglePause();
					view.draw();
				}

				break;
			}

			default: {
				const height = screen.rows() - 1;
				chosen = choose(chosen, command, {
					sweep: sight().sweep,
					lines: shownMap(sight(), chosen, screen.columns() - 2).length,
					height: mapRoom(height),
					helpPages: pagesOf(sweepHelp, height).length,
				});
				view.setChosen(chosen);
			}
		}
	};
}
