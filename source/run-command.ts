import process from 'node:process';
import {mayDraw} from './drawing/may-draw.js';
import {startThread} from './drawing/thread.js';
import {help} from './options/help.js';
import {print} from './output/output.js';
import {holdsPassword} from './options/read-server.js';
import {readTextFile} from './options/statement.js';
import {ownUser} from './server/own-user.js';
import {surroundingsOf} from './server/surroundings.js';
import {say, unlessRefused} from './unless-refused.js';
import {version} from './version.js';
import {exitCodes} from './options/exit-codes.js';

/**
Does what a command line asks for. Where it can't be done, it says why.

@returns The exit code.
*/
export async function runCommand(argv: readonly string[]): Promise<number> {
	// In the built program the entry has a class Refusal of its own, and would not know one from here.
	return unlessRefused(async () => run(argv));
}

async function run(argv: readonly string[]): Promise<number> {
	if (holdsPassword(argv)) {
		// This overwrites the command line in the process list. Meow does so too, but later and without promising it.
		process.title = 'kill-lab';
	}

	if (mayDraw(argv)) {
		startThread();
	}

	const {parseArguments} = await import('./options/parse-command-line.js');
	const wanted = parseArguments(argv, {
		...surroundingsOf(process.env, ownUser(process.env), say),
		readText: readTextFile,
	});
	switch (wanted.type) {
		case 'help': {
			await print(help);
			return exitCodes.atomic;
		}

		case 'topics':
		case 'workloads':
		case 'completion':
		case 'login-paths': {
			const {tell} = await import('./commands/tell/command.js');
			await print(await tell(wanted));
			return exitCodes.atomic;
		}

		case 'version': {
			if (wanted.isVerbose) {
				const {tell} = await import('./commands/tell/command.js');
				await print(await tell(wanted));
				return exitCodes.atomic;
			}

			await print(`${version}\n`);
			return exitCodes.atomic;
		}

		case 'wrong': {
			say(wanted.message);
			return exitCodes.usage;
		}

		case 'replay': {
			const {runReplayCommand} = await import('./commands/replay/command.js');
			return runReplayCommand(wanted.options);
		}

		case 'attach': {
			const {completeNamed} =
				await import('./commands/target/complete-target.js');
			const {runAttachCommand} = await import('./commands/attach/command.js');
			const target = await completeNamed(wanted.options.target);
			return target
				? runAttachCommand({...wanted.options, target})
				: exitCodes.interrupted;
		}

		case 'sweep': {
			const {options} = wanted;
			if (options.type !== 'run') {
				const {tellSweeps} = await import('./commands/sweep/tell.js');
				return tellSweeps(options);
			}

			const {completeTarget} =
				await import('./commands/target/complete-target.js');
			const {runSweepCommand} = await import('./commands/sweep/command.js');
			const target = await completeTarget(options.target);
			return target
				? runSweepCommand({...options, target})
				: exitCodes.interrupted;
		}

		case 'claims': {
			const {runClaimsCommand} = await import('./commands/claims/command.js');
			return runClaimsCommand(wanted.options);
		}

		case 'doctor': {
			const {runDoctorCommand} = await import('./commands/doctor/command.js');
			return runDoctorCommand(wanted.options, wanted.origins);
		}

		case 'lab': {
			const {completeTarget} =
				await import('./commands/target/complete-target.js');
			const target = await completeTarget(wanted.options.target);
			if (!target) {
				return exitCodes.interrupted;
			}

			const {runLabCommand} = await import('./commands/lab/command.js');
			return runLabCommand({...wanted.options, target});
		}
	}
}
