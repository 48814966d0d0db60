import {Buffer} from 'node:buffer';
import {type State, type Step} from './decode.js';
import {type Key} from './key.js';

/** Of a paste so many bytes are kept: more than a statement at the prompt may have. */
export const longestPaste = 128 * 1024;

/** Puts together the text of pastes, of which the decoder only finds the ends. */
export type PasteCollector = {
	/** Takes a byte that completes no key of the decoder. @returns The paste that it completes, if it does. */
	readonly take: (byte: number, before: State, step: Step) => Key | undefined;
	/** Forgets what was never completed. */
	readonly drop: () => void;
};

/** When the last byte of a paste's end comes, the five before it are among those that were kept. */
const keptOfEnd = 5;

/** Of an answer within a paste, the three before its last byte. */
const keptOfAnswer = 3;

/** Creates a collector for one terminal. */
export function createPasteCollector(): PasteCollector {
	let bytes: number[] = [];
	let isCut = false;

	function drop(): void {
		bytes = [];
		isCut = false;
	}

	function paste(): Key | undefined {
		const text = Buffer.from(bytes).toString('utf8');
		const key: Key = {type: 'paste', text, ...(isCut && {isCut})};
		drop();
		return text === '' ? undefined : key;
	}

	function pasted(
		byte: number,
		{state, isAnswer}: Pick<Step, 'state' | 'isAnswer'>,
	): Key | undefined {
		if (isAnswer) {
			bytes.length -= keptOfAnswer;
			return undefined;
		}

		if (state.type !== 'paste') {
			bytes.length -= keptOfEnd;
			return paste();
		}

		if (bytes.length < longestPaste) {
			bytes.push(byte);
		} else {
			isCut = true;
		}

		return undefined;
	}

	return {
		drop,
		take(byte, before, step) {
			if (before.type === 'paste') {
				return pasted(byte, step);
			}

			if (step.state.type === 'paste') {
				drop();
			}

			return undefined;
		},
	};
}
