#!/usr/bin/env node
import os from 'node:os';
import process from 'node:process';
import {parseArguments} from './arguments.js';
import {exitCodes} from './commands/exit-code.js';
import {help} from './help.js';
import {localSocket} from './server/local-socket.js';

// React's development build leaks performance entries; this must be said before it is imported.
process.env['NODE_ENV'] ??= 'production';

// Chalk, which Ink colours with, does not know NO_COLOR.
if (process.env['NO_COLOR']) {
	process.env['FORCE_COLOR'] = '0';
}

const {MYSQL_PWD: password} = process.env;
const wanted = parseArguments(process.argv.slice(2), {
	...(password !== undefined && {password}),
	userName: os.userInfo().username,
	localSocket: localSocket(process.env),
});

switch (wanted.type) {
	case 'help': {
		process.stdout.write(help);
		break;
	}

	case 'version': {
		const {version} = await import('./version.js');
		process.stdout.write(`${version}\n`);
		break;
	}

	case 'wrong': {
		process.stderr.write(`kill-lab: ${wanted.message}\n`);
		process.exitCode = exitCodes.usage;
		break;
	}

	case 'replay': {
		const {runReplayCommand} = await import('./commands/replay.js');
		process.exitCode = await runReplayCommand(wanted.options);
		break;
	}

	case 'lab': {
		const {runLabCommand} = await import('./commands/run-lab.js');
		process.exitCode = await runLabCommand(wanted.options);
		break;
	}
}
