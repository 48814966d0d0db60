import {type Key} from '../terminal/key.js';
import {type ScreenKey} from './screen-key.js';

/** A press as the registries name it: `q`, `^c`, `Esc`; `undefined`: with Alt, where nothing is a command. */
function pressName(key: Key): string | undefined {
	switch (key.type) {
		case 'character': {
			return key.character;
		}

		case 'control': {
			return `^${key.character}`;
		}

		case 'escape': {
			return 'Esc';
		}

		case 'alt': {
			return undefined;
		}
	}
}

/** Makes what finds the command of a press among these keys. */
export function commandFinder<Command extends string>(
	keys: ReadonlyArray<ScreenKey<Command, never>>,
): (key: Key) => Command | undefined {
	const commands = new Map(keys.flatMap(({presses}) => presses));
	return key => commands.get(pressName(key) ?? '');
}
