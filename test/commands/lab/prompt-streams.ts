import {Buffer} from 'node:buffer';
import {readOneStatement} from '../../../source/lab/workloads/sql/statement.js';
import {edit, lineBelow, remember} from '../../../source/terminal/edit-line.js';
import {type Key} from '../../../source/terminal/key.js';
import {sequenceDelay} from '../../../source/terminal/key-parser.js';
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
const characters = [..."qc sw?:;'+-[O]~\\", 'é', 'Û', '漢', '\u{1F61B}'];

/** Parts of a pasted text. */
const pastes = [
	'q',
	'select c from q;',
	'\r\n\t',
	'\u0003',
	'\u001B[A',
	'\u001B[201',
	'é漢\u{1F61B}',
];

/** What moves and erases in the line, with its bytes. */
const editing: ReadonlyArray<readonly [bytes: string, key: Key]> = [
	['\u001B[A', {type: 'arrow', direction: 'up'}],
	['\u001BOB', {type: 'arrow', direction: 'down'}],
	['\u001B[C', {type: 'arrow', direction: 'right'}],
	['\u001BOD', {type: 'arrow', direction: 'left'}],
	['\u001B[H', {type: 'home'}],
	['\u001B[8~', {type: 'end'}],
	['\u001B[3~', {type: 'delete'}],
	['\u0001', {type: 'control', character: 'a'}],
	['\u0017', {type: 'control', character: 'w'}],
	['\u007F', {type: 'control', character: '?'}],
];

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
	let meant = lineBelow([]);
	let isOpen = false;
	let isBroken = false;
	let endsInEscape = false;

	/** After something without its end, nobody waits for that any more. */
	const send = (bytes: string | Uint8Array) => {
		if (isBroken) {
			link.wait(givenUp);
			if (endsInEscape && /^[[\]\\OP]/.test(String(bytes))) {
				// The same bytes are the rest of a reply that comes late: they are that until the program has waited twice.
				link.wait(sequenceDelay);
			}

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
		endsInEscape = bytes.at(-1) === 0x1b;
	};

	const press = (bytes: string, key: Key) => {
		// There is always room.
		meant = edit(meant, key) ?? meant;
		send(bytes);
	};

	const type = () => {
		const character = pick(characters);
		press(character, {type: 'character', character});
	};

	const move = () => {
		press(...pick(editing));
	};

	const paste = () => {
		const text = Array.from({length: below(5)}, () => pick(pastes)).join('');
		press(`\u001B[200~${text}\u001B[201~`, {type: 'paste', text});
	};

	const take = () => {
		send(pick(['\r', '\n']));
		const read = readOneStatement(meant.text);
		if ('statement' in read) {
			statements.push(read.statement);
			meant = remember(meant, read.statement);
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
			pick([type, type, type, type, type, move, move, paste, take, close])();
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
		meant: {kills, statements, text: meant.text},
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
