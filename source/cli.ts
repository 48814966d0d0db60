#!/usr/bin/env node
import process from 'node:process';
import {parseArguments, type Arguments} from './options/parse-command-line.js';
import {exitCodes} from './commands/exit-code.js';
import {help} from './options/help.js';
import {describeFileFailure, isSystemError} from './file-failure.js';
import {openOutput} from './output/output.js';
import {readTextFile} from './options/statement.js';
import {Refusal} from './refusal.js';
import {ownUser} from './server/own-user.js';
import {surroundingsOf} from './server/surroundings.js';
import {holdsPassword} from './options/server-flags.js';

// React's development build leaks performance entries; this must be set before React is imported.
process.env['NODE_ENV'] ??= 'production';

// Chalk, which Ink uses for colours, ignores NO_COLOR.
if (process.env['NO_COLOR']) {
	process.env['FORCE_COLOR'] = '0';
}

// Files that the program creates are for its user only, and its user can use them whatever the shell has set.
process.umask(0o077);

// If standard error is gone, nothing can be reported there: the exit code has to do.
process.stderr.on('error', () => undefined);

const argv = process.argv.slice(2);
if (holdsPassword(argv)) {
	// This overwrites the command line in the process list. Meow does so too, but later and without promising it.
	process.title = 'kill-lab';
}

try {
	process.exitCode = await run(readArguments());
} catch (error: unknown) {
	if (error instanceof Refusal) {
		say(error.message);
	} else if (isSystemError(error)) {
		say(
			`The lab can't continue: ${describeFileFailure(error)}. ${error.message}`,
		);
	} else {
		throw error;
	}

	process.exitCode = exitCodes.error;
}

function readArguments(): Arguments {
	return parseArguments(argv, {
		...surroundingsOf(process.env, ownUser(process.env), say),
		readText: readTextFile,
	});
}

async function run(wanted: Arguments): Promise<number> {
	switch (wanted.type) {
		case 'help': {
			return print(help);
		}

		case 'workloads': {
			const {tellWorkloads} = await import('./commands/workloads/command.js');
			return print(tellWorkloads(wanted.workload));
		}

		case 'version': {
			const {version} = await import('./version.js');
			return print(`${version}\n`);
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

		case 'doctor':
		case 'lab': {
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

async function print(text: string): Promise<number> {
	const output = openOutput();
	output.write(text);
	await output.end();
	return exitCodes.atomic;
}

function say(message: string): void {
	process.stderr.write(`kill-lab: ${message}\n`);
}
