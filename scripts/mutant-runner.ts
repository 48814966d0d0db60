/** A test runner for Stryker that keeps the tests of the pure modules loaded in its process and only switches the mutant. */
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {
	INSTRUMENTER_CONSTANTS,
	type InstrumenterContext,
} from '@stryker-mutator/api/core';
import {declareClassPlugin, PluginKind} from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	TestStatus,
	toMutantRunResult,
	type CompleteDryRunResult,
	type MutantRunOptions,
	type MutantRunResult,
	type TestResult,
	type TestRunner,
} from '@stryker-mutator/api/test-runner';
import {collectTests, type CollectedTest} from './collected-tests.js';
import type * as Modules from './mutated-modules.js';

/** What the changed modules read and write. */
const context: InstrumenterContext = {};
Object.assign(globalThis, {[INSTRUMENTER_CONSTANTS.NAMESPACE]: context});

class PureTestRunner implements TestRunner {
	readonly #loaded = new Map<string, readonly CollectedTest[]>();

	#tests: readonly string[] = [];

	async init() {
		// The list as it was copied with the tests: both may be edited while this runs.
		const list = pathToFileURL(path.resolve('scripts/mutated-modules.ts')).href;
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is that module.
		const {pureTests} = (await import(list)) as typeof Modules;
		this.#tests = pureTests;
	}

	capabilities() {
		// A changed constant of a module is seen by a new process only.
		return {reloadEnvironment: false};
	}

	async dryRun(): Promise<CompleteDryRunResult> {
		const result = await this.#run(this.#tests);
		return {...result, mutantCoverage: context.mutantCoverage};
	}

	async mutantRun({
		activeMutant,
		mutantActivation,
		testFilter,
		hitLimit,
	}: MutantRunOptions): Promise<MutantRunResult> {
		if (mutantActivation === 'runtime') {
			for (const test of this.#tests) {
				await this.#load(test);
			}
		}

		// The tests of a module's own file notice most, so they come first.
		const [, own] = /\bsource\/(.*)\.tsx?$/.exec(activeMutant.fileName) ?? [];
		const files = this.#tests.toSorted(
			(one, other) => Number(other === own) - Number(one === own),
		);
		context.hitCount = hitLimit === undefined ? undefined : 0;
		context.hitLimit = hitLimit;
		context.activeMutant = activeMutant.id;
		const result = await this.#run(files, testFilter);
		context.activeMutant = undefined;
		return toMutantRunResult(
			determineHitLimitReached(context.hitCount, hitLimit) ?? result,
		);
	}

	async #load(test: string): Promise<readonly CollectedTest[]> {
		const tests =
			this.#loaded.get(test) ?? (await collectTests(`test/${test}.test.ts`));
		this.#loaded.set(test, tests);
		return tests;
	}

	/** Runs the tests, for a mutant until the first that fails. A mutant with which a file can't even be loaded is noticed. */
	async #run(
		files: readonly string[],
		filter?: readonly string[],
	): Promise<CompleteDryRunResult> {
		const tests: TestResult[] = [];
		for (const file of files) {
			try {
				for (const {id, run} of await this.#load(file)) {
					if (filter && !filter.includes(id)) {
						continue;
					}

					context.currentTestId = id;
					tests.push(await runTest(id, run));
					context.currentTestId = undefined;
					if (isNoticed(tests)) {
						break;
					}
				}
			} catch (error) {
				tests.push(await runTest(file, async () => String(error)));
			}

			if (isNoticed(tests)) {
				break;
			}
		}

		return {status: DryRunStatus.Complete, tests};
	}
}

async function runTest(
	id: string,
	run: CollectedTest['run'],
): Promise<TestResult> {
	const since = performance.now();
	const failureMessage = await run();
	const result = {id, name: id, timeSpentMs: performance.now() - since};
	return failureMessage === undefined
		? {...result, status: TestStatus.Success}
		: {...result, status: TestStatus.Failed, failureMessage};
}

function isNoticed(tests: readonly TestResult[]): boolean {
	return (
		context.activeMutant !== undefined &&
		tests.at(-1)?.status === TestStatus.Failed
	);
}

export const strykerPlugins = [
	declareClassPlugin(PluginKind.TestRunner, 'pure', PureTestRunner),
];
