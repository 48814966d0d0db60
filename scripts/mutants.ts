/*
Changes the pure modules in small ways and runs their tests on each change: a change of meaning that no test notices is a missing test.

`npm run mutants -- [part of a module's name …]`; without one, all modules. Each mutant that survives without an explanation is printed once it has been tried, and a table of the modules at the end. The exit code is 1 if there is one, or if less than 90 % of a module's mutants are killed: the others must be listed in equivalent-mutants.ts with their reasons. It is 1, too, if one is listed there that does not survive: its code has changed, and its reason may be wrong.
*/
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {type MutantResult} from '@stryker-mutator/api/core';
import {Stryker} from '@stryker-mutator/core';
import {mutatedModules} from './mutated-modules.js';
import {equivalentMutants} from './equivalent-mutants.js';
import {fateOf, listedFor, moduleOf, sourceOf} from './survivor.js';

/** The share of a module's mutants that its tests must kill. */
const needed = 0.9;

const asked = process.argv.slice(2);
const modules = mutatedModules
	.map(({module}) => module)
	.filter(
		module => asked.length === 0 || asked.some(part => module.includes(part)),
	);
const mutants = await new Stryker({
	mutate: modules.map(module => sourceOf(module)),
	plugins: ['mutant-runner.ts', 'mutant-reporter.ts'].map(file =>
		fileURLToPath(new URL(file, import.meta.url)),
	),
	testRunner: 'pure',
	testRunnerNodeArgs: ['--import=tsx'],
	coverageAnalysis: 'perTest',
	// How long a changed loop may run before it counts as noticed.
	timeoutMS: 10_000, // eslint-disable-line @typescript-eslint/naming-convention
	concurrency: 2,
	// A module that is loaded again is never released.
	maxTestRunnerReuse: 200,
	reporters: ['survivors'],
	checkers: [],
	ignorePatterns: ['docs', 'dist', 'bench'],
	cleanTempDir: 'always',
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The library's enum of words is not exported as a value.
	logLevel: 'error' as never,
}).runMutationTest();

process.stdout.write(
	'\n| module | mutants | killed | equivalent | left |\n| --- | --- | --- | --- | --- |\n',
);

/** Prints the table's row of some mutants. The exit code becomes 1 if too few of them are killed, or one is left. */
function report(name: string, some: readonly MutantResult[]): void {
	const fates = some
		.map(mutant => fateOf(mutant))
		.filter(fate => fate !== 'ignored');
	const count = fates.length;
	const [killed = 0, equivalent = 0, left = 0] = (
		['killed', 'equivalent', 'unexplained'] as const
	).map(fate => fates.filter(other => other === fate).length);
	// Rounded down: only all of them are 100 %.
	const percent = Math.floor((100 * killed) / count);
	process.stdout.write(
		`| ${name} | ${count} | ${killed} (${percent} %) | ${equivalent} | ${left} |\n`,
	);
	if (killed < needed * count || left > 0) {
		process.exitCode = 1;
	}
}

for (const module of modules) {
	report(
		module,
		mutants.filter(mutant => moduleOf(mutant) === module),
	);
}

report('together', mutants);

const survivors = new Set(
	mutants
		.filter(mutant => fateOf(mutant) === 'equivalent')
		.map(mutant => listedFor(mutant)),
);
for (const listed of equivalentMutants) {
	const isTried = asked.length === 0 || modules.includes(listed.module);
	if (isTried && !survivors.has(listed)) {
		process.stdout.write(
			`Listed as equivalent, but killed or gone: ${listed.module}: ${listed.original} → ${listed.replacement}\n`,
		);
		process.exitCode = 1;
	}
}
