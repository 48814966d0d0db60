/*
Runs the tests that need neither a server nor the built program: `npm run test:fast`, and as the first part of `npm test`, which has compiled them.

Ava starts a process for each file, which costs more than most of these tests. Here each core has one process that runs a share of the files with ava's own runner, so hooks, assertions and snapshots mean the same.
*/
import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {compiledFile, fastTests} from '../test/helpers/fast-tests.js';
import {type FileResult} from './run-file.js';

/** How long a file may take, in ms. */
const limit = 120_000;

/** Where this file is compiled, so are the tests. */
const isCompiled = import.meta.filename.endsWith('.js');

/** The files that no process has begun. */
const waiting = fastTests().map(file =>
	isCompiled ? compiledFile(file) : file,
);
const results: FileResult[] = [];

/** Gives a process one file after another. */
async function work(worker: ChildProcess): Promise<void> {
	const ended = new AbortController();
	worker.once('exit', () => {
		ended.abort();
	});
	for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
		worker.send({file});

		const result = await resultOf(worker, file, ended.signal);
		results.push(result);
		for (const failure of result.failures) {
			process.stdout.write(`✘ ${result.file}: ${failure}\n\n`);
		}

		// Without its process, the rest is left to the others.
		if (worker.exitCode !== null || worker.killed) {
			return;
		}
	}

	worker.disconnect();
}

/** What a process says of the file that it was given. */
async function resultOf(
	worker: ChildProcess,
	file: string,
	ended: AbortSignal,
): Promise<FileResult> {
	const signal = AbortSignal.any([ended, AbortSignal.timeout(limit)]);
	try {
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The worker sends nothing else.
		const [result] = (await once(worker, 'message', {signal})) as [FileResult];
		return result;
	} catch {
		worker.kill();
		return {file, passed: 0, failures: [`no result; run: npx ava ${file}`]};
	}
}

await Promise.all(
	Array.from({length: os.availableParallelism()}, async () =>
		work(
			fork(
				path.join(
					import.meta.dirname,
					`fast-worker${path.extname(import.meta.filename)}`,
				),
				{
					// Ava finds snapshots by the source that a file was compiled from.
					execArgv: [isCompiled ? '--enable-source-maps' : '--import=tsx'],
				},
			),
		),
	),
);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, {failures}) => sum + failures.length, 0);
process.stdout.write(
	`${results.length} files, ${passed} tests passed, ${failed} failed\n`,
);
if (failed > 0 || passed === 0 || waiting.length > 0) {
	process.exitCode = 1;
}
