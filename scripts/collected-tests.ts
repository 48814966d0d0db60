/*
Lets a process load a test file once and run its tests any number of times: a mutant costs the milliseconds of its tests, and no start of ava.

The chain `test(…)` and the assertions are ava's own, so a test means the same here as under ava.
*/
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {avaPart, onDeclare, type Kind} from './ava-parts.js';

type TestBody = (t: unknown, ...rest: readonly unknown[]) => unknown;
type Outcome = {readonly passed: boolean; readonly error?: unknown};

/** One test of a loaded file. */
export type CollectedTest = {
	/** The file and the title. */
	readonly id: string;
	/** Resolves to what failed, or to nothing if the test passes. */
	readonly run: () => Promise<string | undefined>;
};

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
	const parseArguments = await avaPart<
		(testArguments: unknown[]) => {
			args: readonly unknown[];
			implementation: TestBody;
			title: {value: string};
		}
	>('parse-test-args.js');
	const tests: CollectedTest[] = [];
	const around = {beforeEach: none, afterEach: none};
	await onDeclare((metadata: Kind, testArguments: unknown[]) => {
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
	});
	await import(`${pathToFileURL(path.resolve(file)).href}?fresh=${fresh}`);
	return tests;
}
