#!/usr/bin/env node
import {existsSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

// What TypeScript makes of source/: a clone has it once it is built.
const program = new URL('../dist/cli.js', import.meta.url);

if (existsSync(program)) {
	await import(program.href);
} else {
	process.stderr.write(
		`kill-lab: It is not built yet. Run in ${fileURLToPath(new URL('..', import.meta.url))}: npm ci --include=dev && npm run build\n`,
	);
	process.exitCode = 1;
}
