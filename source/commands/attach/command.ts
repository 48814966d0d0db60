import process from 'node:process';
import {
	type AttachKillOptions,
	type AttachOptions,
} from '../../options/read-attach.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {createScreen} from '../../terminal/screen.js';
import {handleSignals} from '../../terminal/signals.js';
import {exitCodes} from '../../options/exit-codes.js';
import {type AttachContext} from './context.js';
import {runKill} from './kill.js';
import {SomebodyElse} from './refuse-victim.js';
import {runList} from './list.js';

/** Shows the connections of somebody's server, and kills one of them and proves what that did: on the screen, or as lines without a terminal. @returns The exit code. */
export async function runAttachCommand(
	options: AttachOptions | AttachKillOptions,
): Promise<number> {
	const {stdout, stderr} = process;
	const {interactive, unicode} = ownCapabilities(options.ascii);
	const leave = new AbortController();
	const screen = createScreen(stdout, unicode ? {} : {translate: toAscii});
	// What fails by itself ends the screen too, and is no wish of the user.
	const isInterrupted = (error: unknown) =>
		leave.signal.aborted && leave.signal.reason !== error;
	let running: Promise<number> | undefined;
	handleSignals(
		async () => {
			leave.abort();
			await running;
		},
		() => {
			screen.close();
		},
	);
	const run = async () => {
		if ('kind' in options) {
			return onLines(options, runKill);
		}

		if (options.output === 'screen' && interactive) {
			const {runAttachScreen} = await import('./screen.js');
			return runAttachScreen(options, {screen, leave});
		}

		if (options.connectionId !== undefined) {
			throw new Refusal(
				`Watching a connection needs a terminal. Without one, kill-lab attach --filter id=${options.connectionId} shows it, and --kill query --yes or --kill connection --yes kills it.`,
			);
		}

		return onLines(options, runList);
	};

	const onLines = async <Options>(
		options: Options,
		act: (options: Options, context: AttachContext) => Promise<number>,
	) => {
		const output = openOutput();
		const code = await act(options, {
			write(text) {
				output.write(unicode ? text : toAscii(text));
			},
			...(stdout.columns !== undefined && {columns: stdout.columns}),
			leaving: leave.signal,
		});
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
				: isInterrupted(error)
					? exitCodes.interrupted
					: exitCodes.error;
		}

		if (isInterrupted(error)) {
			return exitCodes.interrupted;
		}

		throw error;
	}
}
