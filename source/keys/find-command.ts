import {type Key} from '../terminal/key.js';
import {type ScreenKey} from './screen-key.js';

const prefixes = {character: '', control: '^', alt: 'Alt-'} as const;

/** A press as the registries name it: `q`, `^c`, `Esc`. None is with Alt. */
function pressName(key: Key): string {
	return key.type === 'escape'
		? 'Esc'
		: `${prefixes[key.type]}${key.character}`;
}

/** Makes what finds the command of a press among these keys. */
export function commandFinder<Command extends string>(
	keys: ReadonlyArray<ScreenKey<Command, never>>,
): (key: Key) => Command | undefined {
	const commands = new Map(keys.flatMap(({presses}) => presses));
	return key => commands.get(pressName(key));
}
