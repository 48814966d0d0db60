import {toAscii} from '../../output/ascii.js';
import {type Topic} from '../../options/topics.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {tellHelp} from './tell.js';

/** What `kill-lab help` prints, in characters that the terminal has. */
export function runHelpCommand(topic: Topic | undefined): string {
	const text = tellHelp(topic);
	return ownCapabilities(false).unicode ? text : toAscii(text);
}
