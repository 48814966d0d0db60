/*
Lets a process load a test file once and run its tests any number of times: a mutant costs the milliseconds of its tests, and no start of ava.

The chain `test(…)` and the assertions are ava's own, so a test means the same here as under ava. Ava exports neither, so they are imported by their paths; its version is exact.
*/
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

type TestBody = (t: unknown, ...rest: readonly unknown[]) => unknown;
type Kind = {readonly type: string; readonly skipped: boolean};
type Outcome = {readonly passed: boolean; readonly error?: unknown};

/** One test of a loaded file. */
export type CollectedTest = {
	/** The file and the title. */
	readonly id: string;
	/** Resolves to what failed, or to nothing if the test passes. */
	readonly run: () => Promise<string | undefined>;
};

const avaFolder = path.dirname(createRequire(import.meta.url).resolve('ava'));

async function avaPart<Part>(file: string): Promise<Part> {
	const url = pathToFileURL(path.join(avaFolder, '../lib', file)).href;
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Ava's internal files have no types.
	return ((await import(url)) as {default: Part}).default;
}

const none = async (): Promise<Outcome> => ({passed: true});

/**
Loads a test file, in a process that has an IPC channel, which ava needs.

@param fresh - The modules are evaluated again for each number.

@throws What the file throws while loading, and an error for any hook but those around each test.
*/
export async function collectTests(
	file: string,
	fresh: number,
): Promise<readonly CollectedTest[]> {
	// eslint-disable-next-line @typescript-eslint/naming-convention -- A class.
	const Test =
		await avaPart<
			new (options: Record<string, unknown>) => {run: () => Promise<Outcome>}
		>('test.js');
	// eslint-disable-next-line @typescript-eslint/naming-convention -- A class.
	const ContextRef = await avaPart<new () => unknown>('context-ref.js');
	const createChain =
		await avaPart<
			(
				declare: (metadata: Kind, testArguments: unknown[]) => void,
				defaults: Record<string, boolean>,
				meta: {readonly file: string},
			) => unknown
		>('create-chain.js');
	const parseArguments = await avaPart<
		(testArguments: unknown[]) => {
			args: readonly unknown[];
			implementation: TestBody;
			title: {value: string};
		}
	>('parse-test-args.js');
	const {refs} = await avaPart<{
		refs: {declare?: typeof declare; runnerChain: unknown};
	}>('worker/state.cjs');

	const tests: CollectedTest[] = [];
	const around = {beforeEach: none, afterEach: none};
	const declare = (metadata: Kind, testArguments: unknown[]) => {
		const {args, implementation, title} = parseArguments(testArguments);
		const isHook = metadata.type !== 'test';
		const run = async () =>
			new Test({
				contextRef: new ContextRef(),
				failWithoutAssertions: !isHook,
				fn: (t: unknown) => implementation(t, ...args),
				isHook,
				metadata,
				title: title.value,
				notifyTimeoutUpdate() {
					// Stryker handles timeouts.
				},
			}).run();
		if (metadata.type === 'beforeEach' || metadata.type === 'afterEach') {
			around[metadata.type] = run;
			return;
		}

		if (isHook) {
			throw new Error(`${file}: ${metadata.type} is not supported here`);
		}

		if (metadata.skipped) {
			return;
		}

		tests.push({
			id: `${file}: ${title.value}`,
			async run() {
				const outcomes = [
					await around.beforeEach(),
					await run(),
					await around.afterEach(),
				];
				const failed = outcomes.find(({passed}) => !passed);
				return failed && String(failed.error);
			},
		});
	};

	// What `import test from 'ava'` returns: ava's entry module reads it once, so it stays the same for every file.
	refs.declare = declare;
	refs.runnerChain ??= createChain(
		(metadata, testArguments) => {
			refs.declare?.(metadata, testArguments);
		},
		{serial: false, exclusive: false, skipped: false, failing: false},
		{file},
	);
	await import(`${pathToFileURL(path.resolve(file)).href}?fresh=${fresh}`);
	return tests;
}
