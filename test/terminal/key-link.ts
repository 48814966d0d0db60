import {Buffer} from 'node:buffer';
import {
	altDelay,
	createKeyParser,
	escapeDelay,
	sequenceDelay,
} from '../../source/terminal/key-parser.js';
import {type Key} from '../../source/terminal/key.js';
import {type Choices} from '../helpers/choices.js';

/** Longer than the longest pause of the link, in ms. */
const longestPause = 5000;

/** After this many ms nobody waits for the rest of anything. */
export const givenUp = escapeDelay + sequenceDelay + 1;

/**
Who is on the other side:
- a terminal that answers what it is asked, in the order of all that it sends;
- a multiplexer that answers for its terminal, between the terminal's own bytes;
- a terminal that never answers.
*/
export const linkKinds = ['terminal', 'multiplexer', 'silent'] as const;

/** A link that cuts what a terminal sends anywhere, with its own clock, and the parser at its end, whose keys go to `onKey`. */
export function createLink(
	kind: (typeof linkKinds)[number],
	choices: Choices,
	onKey: (key: Key) => void,
	isTyping: () => boolean = () => false,
) {
	const parser = createKeyParser({
		isAnswering: () => kind !== 'silent',
		isTyping,
	});
	const packets: string[] = [];
	let packet: number[] = [];

	function take(keys: readonly Key[]): void {
		for (const key of keys) {
			onKey(key);
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

	/** Answers; the link may cut that too. */
	function answer(): void {
		deliver();
		const isCut = choices.chance(20);
		for (const byte of Buffer.from('\u001B[0n')) {
			packet.push(byte);
			if (isCut && choices.chance(50)) {
				wait(choices.below(choices.pick([40, 200, longestPause])) + 1);
			}
		}

		deliver();
	}

	/** Sends bytes that belong together: the link may cut them, and pause between them. */
	function send(bytes: Uint8Array): void {
		const isCut = choices.chance(60);
		const longest = choices.pick([40, 200, 1000, longestPause]);
		const isAlt =
			bytes[0] === 0x1b && bytes.length === 2 && !isIntroducer(bytes[1]);
		for (const [index, byte] of bytes.entries()) {
			if (index > 0 && isCut && choices.chance(50)) {
				// A line that is typed ends with Escape, which this would look like.
				const isLikeEscape = index === 1 && bytes[0] === 0x1b && isTyping();
				const isUnclear = isAlt || isLikeEscape;
				// Without answers, Alt with a key after a long pause looks the same as Escape and the key.
				wait(
					choices.below(isUnclear && kind === 'silent' ? altDelay : longest) +
						1,
				);
				if (kind === 'multiplexer' && choices.chance(30) && !isUnclear) {
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
	}

	return {
		send,
		/** Sends Escape, and waits until the next key is not taken for Alt. */
		escape() {
			send(Uint8Array.of(0x1b));
			wait(escapeDelay + 1);
			if (kind === 'silent') {
				wait(altDelay + choices.below(longestPause));
			} else {
				answer();
				wait(choices.below(longestPause));
			}
		},
		wait,
		/** Waits until nothing is waited for any more. @returns The packets as they came, with the pauses before them in ms, for a look at them. */
		end(): readonly string[] {
			wait(4 * sequenceDelay);
			return packets;
		},
	};
}

function isIntroducer(byte: number | undefined): boolean {
	return byte !== undefined && '[]OPX^_'.includes(String.fromCodePoint(byte));
}
