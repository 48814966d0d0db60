/*
Changes the pure modules in small ways and runs their tests on each change: a change of meaning that no test notices is a test that is missing.

`npm run mutants -- [part of a module's name …]`; without one it is all of them. Exit code 1 when less than 90 % of the mutants of a module are killed, or one that lives is not listed in equivalent-mutants.ts with its reason.
*/
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {Stryker} from '@stryker-mutator/core';
import {equivalentMutants} from './equivalent-mutants.js';
import {mutatedModules} from './mutated-modules.js';

type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>;

/** The share of its mutants that the tests of a module must kill. */
const needed = 0.9;

/** A mutant that no test noticed. */
type Survivor = {
	readonly line: number;
	readonly original: string;
	readonly replacement: string;
};

async function mutate(sources: readonly string[]): Promise<Mutants> {
	return new Stryker({
		mutate: [...sources],
		plugins: [fileURLToPath(new URL('mutant-runner.ts', import.meta.url))],
		testRunner: 'pure',
		testRunnerNodeArgs: ['--import=tsx'],
		coverageAnalysis: 'perTest',
		// What a changed loop may take until it counts as noticed.
		timeoutMS: 10_000, // eslint-disable-line @typescript-eslint/naming-convention
		concurrency: 2,
		reporters: [],
		checkers: [],
		ignorePatterns: ['docs', 'dist', 'bench'],
		cleanTempDir: 'always',
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The library's enum of words is not exported as a value.
		logLevel: (process.env['MUTANT_LOG'] ?? 'error') as never,
	}).runMutationTest();
}

async function survivorsOf(
	source: string,
	mutants: Mutants,
): Promise<readonly Survivor[]> {
	const text = await readFile(source, 'utf8');
	const lines = text.split('\n');
	return mutants
		.filter(
			({status}) => !['Killed', 'Timeout', 'RuntimeError'].includes(status),
		)
		.map(({location: {start, end}, replacement}) => {
			// Stryker counts lines and columns from 1 in what it returns.
			const part = lines.slice(start.line - 1, end.line);
			const last = part.at(-1)?.slice(0, end.column - 1) ?? '';
			return {
				line: start.line,
				original: [...part.slice(0, -1), last]
					.join('\n')
					.slice(start.column - 1),
				replacement,
			};
		});
}

function sourceOf(module: string): string {
	const file = `source/${module}.ts`;
	return existsSync(`${file}x`) ? `${file}x` : file;
}

const asked = process.argv.slice(2);
const modules = mutatedModules.filter(
	({module}) => asked.length === 0 || asked.some(part => module.includes(part)),
);
const all = await mutate(modules.map(({module}) => sourceOf(module)));
process.stdout.write(
	'| module | mutants | killed | equivalent | unexplained |\n| --- | --- | --- | --- | --- |\n',
);
for (const {module, texts} of modules) {
	const source = sourceOf(module);
	const judged = all.filter(
		({fileName, mutatorName, status}) =>
			path.relative('.', fileName) === source &&
			status !== 'CompileError' &&
			!(texts && mutatorName === 'StringLiteral'),
	);
	const survivors = await survivorsOf(source, judged);
	const unexplained = survivors.filter(
		({original, replacement}) =>
			!equivalentMutants.some(
				mutant =>
					mutant.module === module &&
					mutant.original === original &&
					mutant.replacement === replacement,
			),
	);
	const count = judged.length;
	const killed = count - survivors.length;
	process.stdout.write(
		`| ${module} | ${count} | ${killed} (${((100 * killed) / count).toFixed(0)} %) | ${survivors.length - unexplained.length} | ${unexplained.length} |\n`,
	);
	for (const {line, original, replacement} of unexplained) {
		process.stdout.write(`  ${module}:${line}: ${original} → ${replacement}\n`);
	}

	if (killed < needed * count || unexplained.length > 0) {
		process.exitCode = 1;
	}
}
