import process from 'node:process';
import {
	type AttachKillOptions,
	type AttachOptions,
} from '../../options/read-attach.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {Refusal} from '../../refusal.js';
import {detectCapabilities} from '../../terminal/capabilities.js';
import {handleSignals} from '../../terminal/signals.js';
import {exitCodes} from '../exit-code.js';
import {type AttachContext} from './context.js';
import {runKill} from './kill.js';
import {SomebodyElse} from './kill-victim.js';
import {runList} from './list.js';

/** Lists the connections of somebody's server, or kills one of them and proves what that did. @returns The exit code. */
export async function runAttachCommand(
	options: AttachOptions | AttachKillOptions,
): Promise<number> {
	const {stdin, stdout, stderr, env} = process;
	const {unicode} = detectCapabilities({
		env,
		stdinIsTerminal: stdin.isTTY,
		stdoutIsTerminal: stdout.isTTY,
		ascii: options.ascii,
	});
	const leave = new AbortController();
	let running: Promise<number> | undefined;
	handleSignals(async () => {
		leave.abort();
		await running;
	});
	const output = openOutput();
	const context: AttachContext = {
		write(text) {
			output.write(unicode ? text : toAscii(text));
		},
		...(stdout.columns !== undefined && {columns: stdout.columns}),
		leaving: leave.signal,
	};
	const run = async () => {
		const code =
			'connectionId' in options
				? await runKill(options, context)
				: await runList(options, context);
		await output.end();
		return code;
	};

	try {
		running = run();
		return await running;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			stderr.write(`kill-lab: ${error.message}\n`);
			return error instanceof SomebodyElse
				? exitCodes.somebodyElse
				: exitCodes.error;
		}

		if (leave.signal.aborted) {
			return exitCodes.interrupted;
		}

		throw error;
	}
}
