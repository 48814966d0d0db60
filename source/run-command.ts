import process from 'node:process';
import {startThread} from './drawing/thread.js';
import {parseArguments} from './options/parse-command-line.js';
import {help} from './options/help.js';
import {print} from './output/output.js';
import {holdsPassword} from './options/read-server.js';
import {readTextFile} from './options/statement.js';
import {ownUser} from './server/own-user.js';
import {surroundingsOf} from './server/surroundings.js';
import {say, unlessRefused} from './unless-refused.js';
import {exitCodes} from './commands/exit-code.js';

/**
Does what a command line asks for. Where it can't be done, it says why.

@returns The exit code.
*/
export async function runCommand(argv: readonly string[]): Promise<number> {
	return unlessRefused(async () => run(argv));
}

async function run(argv: readonly string[]): Promise<number> {
	if (holdsPassword(argv)) {
		// This overwrites the command line in the process list. Meow does so too, but later and without promising it.
		process.title = 'kill-lab';
	}

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

			const {version} = await import('./version.js');
			await print(`${version}\n`);
			return exitCodes.atomic;
		}

		case 'wrong': {
			say(wanted.message);
			return exitCodes.usage;
		}

		case 'replay': {
			startThread(wanted.options);
			const {runReplayCommand} = await import('./commands/replay/command.js');
			return runReplayCommand(wanted.options);
		}

		case 'attach': {
			if (!('kind' in wanted.options)) {
				startThread(wanted.options);
			}

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

			startThread(options);
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

		case 'doctor':
		case 'lab': {
			if (wanted.type === 'lab') {
				startThread(wanted.options);
			}

			const {completeTarget} =
				await import('./commands/target/complete-target.js');
			const target = await completeTarget(wanted.options.target);
			if (!target) {
				return exitCodes.interrupted;
			}

			const options = {...wanted.options, target};
			if (wanted.type === 'doctor') {
				const {runDoctorCommand} = await import('./commands/doctor/command.js');
				return runDoctorCommand(options);
			}

			const {runLabCommand} = await import('./commands/lab/command.js');
			return runLabCommand(options);
		}
	}
}
