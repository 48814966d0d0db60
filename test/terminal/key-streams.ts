import {Buffer} from 'node:buffer';
import {labCommand} from '../../source/keys/lab-keys.js';
import {choicesOf} from '../helpers/choices.js';
import {createLink, givenUp, linkKinds} from './key-link.js';
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
	let pressed = '';
	let sent = '';
	const link = createLink(choices.pick(linkKinds), choices, key => {
		const command = labCommand(key);
		sent +=
			command === 'kill-query' ? 'q' : command === 'kill-connection' ? 'c' : '';
	});
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

				link.escape();
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

	const packets = link.end();
	return {pressed: pressed.replaceAll(/[^qc]/g, ''), sent, packets};
}
