import process from 'node:process';
import {detectCapabilities, type Capabilities} from './capabilities.js';

/** What the program's own terminal can do. @param ascii - The user asks for no more than ASCII. */
export function ownCapabilities(ascii: boolean): Capabilities {
	const {stdin, stdout, env} = process;
	return detectCapabilities({
		env,
		stdinIsTerminal: stdin.isTTY,
		stdoutIsTerminal: stdout.isTTY,
		ascii,
	});
}
