import process from 'node:process';
import {help} from './options/help.js';
import {print} from './output/output.js';
import {unlessRefused} from './unless-refused.js';
import {version} from './version.js';

// Those who ask for no more than this shall not wait until all is loaded that reads a command line. In the built program both are constants.
const told: Readonly<Record<string, string>> = {
	'--version': `${version}\n`,
	'--help': help,
};

/** Does what the program was started for, and sets its exit code. */
export async function start(): Promise<void> {
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
	process.exitCode = await unlessRefused(async () => {
		const text = argv.length === 1 ? told[argv.join('')] : undefined;
		if (text !== undefined) {
			await print(text);
			return 0;
		}

		const {runCommand} = await import('./run-command.js');
		return runCommand(argv);
	});
}
