import {Buffer} from 'node:buffer';
import {
	altDelay,
	createKeyParser,
	escapeDelay,
	sequenceDelay,
} from '../../source/terminal/key-parser.js';
import {type Key} from '../../source/terminal/key.js';
import {labCommand} from '../../source/keys/lab-keys.js';
import {choicesOf, type Choices} from '../helpers/choices.js';
import {randomInput} from './terminal-input.js';

/** The result of a stream of a terminal's bytes. */
type StreamResult = {
	/** The kills that the user pressed, each `q` or `c`. */
	readonly pressed: string;
	/** The kills that the program sent. */
	readonly sent: string;
	/** The packets as they came, with the pauses before them in ms, for a look at them. */
	readonly packets: readonly string[];
};

/** Longer than the longest pause of the link, in ms. */
const longestPause = 5000;

/** After this many ms nobody waits for the rest of anything. */
const givenUp = escapeDelay + sequenceDelay + 1;

/**
Who is on the other side:
- a terminal that answers what it is asked, in the order of all that it sends;
- a multiplexer that answers for its terminal, between the terminal's own bytes;
- a terminal that never answers.
*/
const kinds = ['terminal', 'multiplexer', 'silent'] as const;

/** Plays streams of these seeds: returns how many kills were pressed, and the first stream, if there is one, that sent others. */
export function playStreams(
	count: number,
	first: number,
): {readonly kills: number; readonly mismatch: string | undefined} {
	let kills = 0;
	for (let seed = first; seed < first + count; seed++) {
		const {pressed, sent, packets} = playStream(seed);
		kills += pressed.length;
		if (sent !== pressed) {
			return {
				kills,
				mismatch: `Seed ${seed}: ${pressed} pressed, ${sent} sent\n${packets.map(packet => JSON.stringify(packet)).join('\n')}`,
			};
		}
	}

	return {kills, mismatch: undefined};
}

/** One stream of replies, keys, pastes and a user's presses over a link that cuts them anywhere, with its own clock. */
function playStream(seed: number): StreamResult {
	const choices = choicesOf(seed);
	const kind = choices.pick(kinds);
	const link = createLink(kind, choices);
	let pressed = '';
	let isBroken = false;

	const press = (keys: string) => {
		if (isBroken) {
			// By now nobody waits for what was lost.
			link.wait(givenUp);
			isBroken = false;
		}

		pressed += keys;
		link.send(Buffer.from(keys));
	};

	for (let count = 1 + choices.below(12); count > 0; count--) {
		switch (choices.below(8)) {
			case 0:
			case 1: {
				press(choices.pick(['q', 'c', 'qc', 'qq']));
				break;
			}

			case 2: {
				if (isBroken) {
					link.wait(givenUp);
					isBroken = false;
				}

				link.send(Buffer.from('\u001B'));
				link.wait(escapeDelay + 1);
				if (kind === 'silent') {
					link.wait(altDelay + choices.below(longestPause));
				} else {
					link.answer();
					link.wait(choices.below(longestPause));
				}

				press(choices.pick(['q', 'c']));
				break;
			}

			case 3: {
				if (!isBroken) {
					link.send(
						Buffer.from(choices.pick(['x', ' ', 'Q', 'C', '+', '?', '\r'])),
					);
				}

				break;
			}

			default: {
				const input = randomInput(choices);
				isBroken ||= input.isBroken === true;
				link.send(input.bytes);
			}
		}
	}

	return {pressed: pressed.replaceAll(/[^qc]/g, ''), ...link.end()};
}

/** The link, and the program at its end. */
function createLink(kind: (typeof kinds)[number], choices: Choices) {
	const parser = createKeyParser({isAnswering: () => kind !== 'silent'});
	const packets: string[] = [];
	let sent = '';
	let packet: number[] = [];

	function take(keys: readonly Key[]): void {
		for (const key of keys) {
			const command = labCommand(key);
			sent +=
				command === 'kill-query'
					? 'q'
					: command === 'kill-connection'
						? 'c'
						: '';
		}
	}

	function deliver(): void {
		if (packet.length > 0) {
			packets.push(Buffer.from(packet).toString('latin1'));
			take(parser.push(Uint8Array.from(packet)));
			packet = [];
		}
	}

	/** Time passes in the program, and its waits end. */
	function wait(milliseconds: number): void {
		deliver();
		packets.push(`${milliseconds} ms`);
		for (let left = milliseconds; left > 0;) {
			const delay = parser.waiting()?.milliseconds ?? Infinity;
			if (delay > left) {
				return;
			}

			left -= delay;
			take(parser.expire());
		}
	}

	function answer(): void {
		deliver();
		packet.push(...Buffer.from('\u001B[0n'));
		deliver();
	}

	return {
		/** Sends bytes that belong together: the link may cut them, and pause between them. */
		send(bytes: Uint8Array) {
			const isCut = choices.chance(60);
			const longest = choices.pick([40, 200, 1000, longestPause]);
			const isAlt =
				bytes[0] === 0x1b && bytes.length === 2 && !isIntroducer(bytes[1]);
			for (const [index, byte] of bytes.entries()) {
				if (index > 0 && isCut && choices.chance(50)) {
					// Without answers, Alt with a key after a long pause looks the same as Escape and the key.
					wait(
						choices.below(isAlt && kind === 'silent' ? altDelay : longest) + 1,
					);
					if (kind === 'multiplexer' && choices.chance(30) && !isAlt) {
						answer();
					}
				}

				packet.push(byte);
			}

			// What comes next may come in the same packet.
			if (choices.chance(70) || packet.length > 4) {
				deliver();
			}

			if (kind !== 'silent' && choices.chance(30)) {
				answer();
			}

			if (choices.chance(50)) {
				wait(choices.below(longest) + 1);
			}
		},
		wait,
		answer,
		end(): Omit<StreamResult, 'pressed'> {
			wait(4 * sequenceDelay);
			return {sent, packets};
		},
	};
}

function isIntroducer(byte: number | undefined): boolean {
	return byte !== undefined && '[]OPX^_'.includes(String.fromCodePoint(byte));
}
