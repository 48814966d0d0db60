import {Buffer} from 'node:buffer';
import {readOneStatement} from '../../../source/lab/workloads/sql/statement.js';
import {choicesOf} from '../../helpers/choices.js';
import {createLink, givenUp, linkKinds} from '../../terminal/key-link.js';
import {randomInput, randomReply} from '../../terminal/terminal-input.js';
import {pressedKeys} from './pressed-keys.js';

/** What the person meant, or what the program did. */
type Outcome = {
	/** The kills, each `q` or `c`. */
	readonly kills: string;
	/** The statements that were taken. */
	readonly statements: readonly string[];
	/** What stands in the line at the end. */
	readonly text: string;
};

/** What is typed: characters of one, two, three and four bytes. */
const characters = [..."qc sw?:;'+-", 'é', 'Û', '漢', '\u{1F61B}'];

/** Parts of a pasted text, and what a line makes of them. */
const pastes = [
	['q', 'q'],
	['select c from q;', 'select c from q;'],
	['\r\n\t', ' '],
	['\u0003', ' '],
	['\u001B[A', ' [A'],
	['\u001B[201', ' [201'],
	['é漢\u{1F61B}', 'é漢\u{1F61B}'],
] as const;

/** Plays streams of these seeds: returns how many characters were typed, and the first stream, if there is one, that did something else. */
export function playPromptStreams(
	count: number,
	first: number,
): {readonly typed: number; readonly mismatch: string | undefined} {
	let typed = 0;
	for (let seed = first; seed < first + count; seed++) {
		const {meant, done, packets} = playStream(seed);
		typed += [...meant.statements, meant.text].join('').length;
		const [wanted, got] = [JSON.stringify(meant), JSON.stringify(done)];
		if (wanted !== got) {
			return {
				typed,
				mismatch: `Seed ${seed}: ${wanted} meant, ${got} done\n${packets.map(packet => JSON.stringify(packet)).join('\n')}`,
			};
		}
	}

	return {typed, mismatch: undefined};
}

/** One stream: a person opens the line again and again, types, pastes, takes and kills, while the terminal replies. */
function playStream(seed: number): {
	readonly meant: Outcome;
	readonly done: Outcome;
	readonly packets: readonly string[];
} {
	const choices = choicesOf(seed);
	const {below, chance, pick} = choices;
	const pressed = pressedKeys();
	let line = '';
	const link = createLink(
		pick(linkKinds),
		choices,
		key => {
			pressed.onKey(key);
			const panel = pressed.panel();
			line = panel.type === 'prompt' ? panel.text : line;
		},
		pressed.isTyping,
	);
	const statements: string[] = [];
	let kills = '';
	let text = '';
	let isOpen = false;
	let isBroken = false;

	/** After something without its end, nobody waits for that any more. */
	const send = (bytes: string | Uint8Array) => {
		if (isBroken) {
			link.wait(givenUp);
			isBroken = false;
		}

		link.send(Buffer.from(bytes));
	};

	const reply = () => {
		const {bytes, isBroken: isCut} = isOpen
			? randomReply(choices)
			: randomInput(choices);
		send(bytes);
		isBroken = isCut === true;
	};

	const type = () => {
		const character = pick(characters);
		text += character;
		send(character);
	};

	const paste = () => {
		const parts = Array.from({length: below(5)}, () => pick(pastes));
		text += parts
			.map(([, drawn]) => drawn)
			.join('')
			// Ends of lines that come together are one space.
			.replaceAll(/ {2,}/g, ' ');
		send(`\u001B[200~${parts.map(([raw]) => raw).join('')}\u001B[201~`);
	};

	const erase = () => {
		text = [...text].slice(0, -1).join('');
		send('\u007F');
	};

	const take = () => {
		send(pick(['\r', '\n']));
		const read = readOneStatement(text);
		if ('statement' in read) {
			statements.push(read.statement);
			text = '';
			isOpen = false;
		}
	};

	const close = () => {
		send('');
		link.escape();
		isOpen = false;
	};

	const kill = () => {
		const keys = pick(['q', 'c', 'qc']);
		kills += keys;
		send(keys);
	};

	const open = () => {
		send(':');
		link.wait(0);
		isOpen = true;
	};

	for (let step = 5 + below(40); step > 0; step--) {
		if (chance(25)) {
			reply();
		} else if (isOpen) {
			pick([type, type, type, type, type, type, paste, erase, take, close])();
		} else {
			pick([open, open, kill])();
		}
	}

	if (!isOpen) {
		// What was left there shows.
		open();
	}

	send('');
	const packets = link.end();
	return {
		meant: {kills, statements, text},
		done: {
			kills: pressed.kills(),
			statements: pressed.asked.flatMap(press =>
				press.type === 'choose' ? [press.statement ?? ''] : [],
			),
			text: line,
		},
		packets,
	};
}
