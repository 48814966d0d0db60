import {type Key} from '../terminal/key.js';
import {type ScreenKey} from './screen-key.js';

const prefixes = {character: '', control: '^', alt: 'Alt-'} as const;

const arrowNames = {
	up: 'Up',
	down: 'Down',
	left: 'Left',
	right: 'Right',
} as const;

/** A press as the registries name it: `q`, `^c`, `Esc`, `Up`. None is with Alt. What was pasted is none. */
function pressName(key: Key): string | undefined {
	switch (key.type) {
		case 'escape': {
			return 'Esc';
		}

		case 'arrow': {
			return arrowNames[key.direction];
		}

		case 'home': {
			return 'Home';
		}

		case 'end': {
			return 'End';
		}

		case 'delete': {
			return 'Delete';
		}

		case 'page-up': {
			return 'PageUp';
		}

		case 'page-down': {
			return 'PageDown';
		}

		case 'paste': {
			return undefined;
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
	keys: ReadonlyArray<Pick<ScreenKey<Command, never>, 'presses'>>,
): (key: Key) => Command | undefined {
	const commands = new Map(keys.flatMap(({presses}) => presses));
	return key => {
		const name = pressName(key);
		return name === undefined ? undefined : commands.get(name);
	};
}
