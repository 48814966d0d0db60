import {type Key} from '../terminal/key.js';
import {labCommand} from './lab-keys.js';

/** Why a key that looks like one that kills or suspends does nothing; `undefined` for all others. Pure. */
export function explainKey(key: Key): string | undefined {
	if (key.type === 'control' && key.character === 'z') {
		return '^Z does nothing: it would stop the run too';
	}

	if (key.type !== 'alt' && key.type !== 'character') {
		return undefined;
	}

	const {character} = key;
	const plain = character.toLowerCase();
	if (!kills(plain)) {
		return undefined;
	}

	if (key.type === 'alt') {
		return `Alt-${character} does nothing: ${plain} alone kills`;
	}

	return character === plain
		? undefined
		: `${character} does nothing: ${plain} kills, in lower case`;
}

function kills(character: string): boolean {
	const command = labCommand({type: 'character', character});
	return command === 'kill-query' || command === 'kill-connection';
}
