import {type Keyboard} from '../../terminal/keyboard.js';
import {type Screen} from '../../terminal/screen.js';
import {handleSuspension} from '../../terminal/suspend.js';

/** Lends the terminal to the shell while the program is suspended. @returns A function that stops doing so. */
export function suspendScreen(screen: Screen, keyboard: Keyboard): () => void {
	return handleSuspension(
		async () => {
			await screen.fallSilent();
			screen.close();
			keyboard.give();
		},
		() => {
			keyboard.take();
			screen.close();
			screen.open();
		},
	);
}
