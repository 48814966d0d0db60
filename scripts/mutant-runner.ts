/** A test runner for Stryker that keeps the pure modules' tests loaded in its process and only switches the mutant. */
import {register} from 'node:module';
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

/** The variables that the mutated modules read and write. */
const context: InstrumenterContext = {};
Object.assign(globalThis, {[INSTRUMENTER_CONSTANTS.NAMESPACE]: context});

class PureTestRunner implements TestRunner {
	readonly #loaded = new Map<string, readonly CollectedTest[]>();
	#fresh = 0;
	#isChanged = false;

	#lists: typeof Modules | undefined;

	async init() {
		register('./fresh-modules.js', import.meta.url);
		// The copy of the list that was made with the tests: both may be edited while this runs.
		const list = pathToFileURL(path.resolve('scripts/mutated-modules.ts')).href;
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is that module.
		this.#lists = (await import(list)) as typeof Modules;
	}

	capabilities() {
		return {reloadEnvironment: true};
	}

	async dryRun(): Promise<CompleteDryRunResult> {
		const result = await this.#run(this.#lists?.pureTests ?? []);
		return {...result, mutantCoverage: context.mutantCoverage};
	}

	async mutantRun({
		activeMutant,
		mutantActivation,
		testFilter,
		hitLimit,
	}: MutantRunOptions): Promise<MutantRunResult> {
		const {mutatedModules = [], pureTests = []} = this.#lists ?? {};
		// A module's constant keeps the value from when the module was loaded.
		if (this.#isChanged || mutantActivation === 'static') {
			this.#loaded.clear();
			this.#fresh++;
		}

		this.#isChanged = mutantActivation === 'static';
		if (mutantActivation === 'runtime') {
			for (const test of pureTests) {
				await this.#load(test);
			}
		}

		// The tests in a module's own file notice most, so they come first.
		const [, module = ''] =
			/\bsource\/(.*)\.tsx?$/.exec(activeMutant.fileName) ?? [];
		const {tests: own = [module]} =
			mutatedModules.find(mutated => mutated.module === module) ?? {};
		const others = pureTests.filter(test => !own.includes(test));
		const files = mutantActivation === 'static' ? own : [...own, ...others];
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
			this.#loaded.get(test) ??
			(await collectTests(`test/${test}.test.ts`, this.#fresh));
		this.#loaded.set(test, tests);
		return tests;
	}

	/** Runs the tests; with a mutant, until the first failure. A mutant with which a file can't even be loaded counts as noticed. */
	async #run(
		files: readonly string[],
		filter?: readonly string[],
	): Promise<CompleteDryRunResult> {
		const tests: TestResult[] = [];
		for (const file of files) {
			try {
				for (const {id, run} of await this.#load(file)) {
					const isChosen = filter?.includes(id) ?? true;
					if (!isChosen || this.#lists?.slowTests.includes(id)) {
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
