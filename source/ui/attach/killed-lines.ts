import cliTruncate from 'cli-truncate';
import {
	killedVictims,
	type AttachState,
} from '../../lab/attach/attach-state.js';
import {wrap} from '../../output/wrap.js';
import {killedWords} from '../../wording/killed-words.js';
import {type Line} from './lines.js';

const prefix = ' killed here: ';

/** What became of the connections that were killed in this sitting, the newest first, with a blank line above where there is room: those that are gone are in no list. Pure. @param width - Cells. @param room - Lines; one is taken even if there is none. */
export function killedLines(
	state: AttachState,
	width: number,
	room: number,
): readonly Line[] {
	const kills = killedVictims(state)
		.flatMap(victim => killedWords(victim))
		.toReversed();
	const indent = ' '.repeat(prefix.length);
	const whole = kills.flatMap(({text, isProved}) =>
		wrap(text, width - prefix.length - 1).map(text => lineOf(text, isProved)),
	);
	const cut = kills.map(({text, isProved}) =>
		lineOf(cliTruncate(text, width - prefix.length - 1), isProved),
	);
	const lines = (whole.length < room ? whole : cut)
		.slice(0, Math.max(1, room - 1))
		.map((line, index) => ({
			...line,
			text: `${index === 0 ? prefix : indent}${line.text}`,
		}));
	return lines.length === 0 || lines.length + 1 > room
		? lines
		: [{text: ''}, ...lines];
}

/** What is not proved is to be looked after. */
function lineOf(text: string, isProved: boolean): Line {
	return {text, ...(!isProved && ({tone: 'attention'} as const))};
}
