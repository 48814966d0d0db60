import process from 'node:process';
import {type Drawing} from '../drawing/mount.js';
import {Refusal} from '../refusal.js';
import {type Keyboard} from '../terminal/keyboard.js';
import {type Screen} from '../terminal/screen.js';

/** What a program on the screen holds until it ends. */
export type HeldScreen = {
	readonly screen: Pick<Screen, 'close' | 'fallSilent'>;
	readonly keyboard: Pick<Keyboard, 'mute' | 'close'>;
	readonly view: Pick<Drawing, 'unmount'>;
	readonly stopSuspending: () => void;
};

/**
Gives the terminal back as it was.

@param words - What stays on it: asked for when nothing more is drawn.
*/
export async function leaveScreen(
	{screen, keyboard, view, stopSuspending}: HeldScreen,
	words: () => string,
): Promise<void> {
	stopSuspending();
	keyboard.mute();
	await view.unmount();
	await screen.fallSilent();
	keyboard.close();
	// Standard output waits for a stalled link: everything else is done by now, and the terminal must be as it was when the link is back.
	process.stdout.write(screen.close(words()));
}

/** What ends a program whose picture can no longer be drawn. @param leave - Is aborted with a refusal that says so. */
export function leaveUndrawn(leave: AbortController): (error: Error) => void {
	return error => {
		leave.abort(
			new Refusal(`The screen can no longer be drawn: ${error.message}`, {
				cause: error,
			}),
		);
	};
}
