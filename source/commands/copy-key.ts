import {type Copied} from '../output/copied.js';
import {type Screen} from '../terminal/screen.js';
import {type Drawing} from '../drawing/mount.js';

/** Hands to the terminal's clipboard what there is to copy, and says so. */
export function copyAndSay(
	copied: Copied | undefined,
	{screen, view}: {screen: Pick<Screen, 'copy'>; view: Pick<Drawing, 'say'>},
): void {
	if (copied) {
		screen.copy(copied.text);
	}

	view.say(
		copied
			? `Handed to the clipboard: ${copied.what}`
			: 'y does nothing yet: there is no run',
	);
}
