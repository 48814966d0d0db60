import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {createHiddenLine, type LineEnd} from './hidden-line.js';
import {handleSignals} from './signals.js';
import {handleSuspension} from './suspend.js';

/** The result of the question. */
export type PasswordAnswer =
	| LineEnd
	/** There is no terminal to ask on. */
	| {readonly type: 'no-terminal'};

/**
Asks for a password on the terminal. Nothing that is typed is shown, not even its length.

It uses the terminal that the program was started from, whatever its standard streams are. At the end the terminal is as it was before.

@param prompt - One line, without a line break.
*/
export async function askPassword(prompt: string): Promise<PasswordAnswer> {
	const descriptor = openTerminal();
	if (descriptor === undefined) {
		return {type: 'no-terminal'};
	}

	const terminal = new tty.ReadStream(descriptor);
	const output = fs.openSync('/dev/tty', 'w');
	const line = createHiddenLine();
	// Node itself restores the terminal only after SIGINT and SIGTERM.
	const stopHandling = handleSignals(async () => {
		terminal.setRawMode(false);
	});
	const stopSuspending = handleSuspension(
		async () => {
			terminal.setRawMode(false);
		},
		() => {
			terminal.setRawMode(false);
			terminal.setRawMode(true);
			fs.writeSync(output, prompt);
		},
	);
	try {
		// Before the question: once it is visible, somebody may type.
		terminal.setRawMode(true);
		fs.writeSync(output, prompt);
		return await new Promise(resolve => {
			terminal.on('data', (packet: Uint8Array) => {
				const end = line.push(packet);
				if (end?.type === 'suspended') {
					// To the whole process group, as the terminal does.
					process.kill(0, 'SIGTSTP');
				} else if (end) {
					resolve(end);
				}
			});
			// The terminal is gone.
			for (const event of ['end', 'error'] as const) {
				terminal.on(event, () => {
					resolve({type: 'interrupted'});
				});
			}
		});
	} finally {
		stopSuspending();
		terminal.setRawMode(false);
		stopHandling();
		terminal.destroy();
		endLine(output);
	}
}

function openTerminal(): number | undefined {
	try {
		const {O_RDWR: both, O_NOCTTY: isNotOurs} = fs.constants;
		// eslint-disable-next-line no-bitwise
		return fs.openSync('/dev/tty', both | isNotOurs);
	} catch {
		return undefined;
	}
}

/** Enter was not echoed either. */
function endLine(output: number): void {
	try {
		fs.writeSync(output, '\n');
	} catch {
		// The terminal is gone.
	}

	fs.closeSync(output);
}
