import {spawnSync} from 'node:child_process';

/** Runs a program to its end; what it complains of is shown. @returns What it prints. @throws Error if it fails. */
export function run(command, args, options) {
	const {status, stdout, error} = spawnSync(command, args, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		...options,
	});
	if (status !== 0) {
		throw error ?? new Error(`${command} ${args.join(' ')} failed`);
	}

	return stdout;
}
