import {type Key} from '../terminal/key.js';
import {type ScreenKey} from './screen-key.js';

const prefixes = {character: '', control: '^', alt: 'Alt-'} as const;

const arrowNames = {up: 'Up', down: 'Down'} as const;

/** A press as the registries name it: `q`, `^c`, `Esc`, `Up`. None is with Alt. */
function pressName(key: Key): string {
	switch (key.type) {
		case 'escape': {
			return 'Esc';
		}

		case 'arrow': {
			return arrowNames[key.direction];
		}

		case 'alt':
		case 'control':
		case 'character': {
			return `${prefixes[key.type]}${key.character}`;
		}
	}
}

/** Makes what finds the command of a press among these keys. */
export function commandFinder<Command extends string>(
	keys: ReadonlyArray<ScreenKey<Command, never>>,
): (key: Key) => Command | undefined {
	const commands = new Map(keys.flatMap(({presses}) => presses));
	return key => commands.get(pressName(key));
}
