/** Parts of ava that it does not export, imported by their paths: its version is exact. */
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

/** What a chained call such as `test.serial(…)` asks for. */
export type Kind = {
	readonly type: string;
	readonly serial: boolean;
	readonly skipped: boolean;
	readonly always: boolean;
};

type Declare = (metadata: Kind, testArguments: unknown[]) => void;

const avaFolder = path.dirname(createRequire(import.meta.url).resolve('ava'));

/** The default export of a file in ava's `lib` folder. */
export async function avaPart<Part>(file: string): Promise<Part> {
	const url = pathToFileURL(path.join(avaFolder, '../lib', file)).href;
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Ava's internal files have no types.
	return ((await import(url)) as {default: Part}).default;
}

/**
Decides who is told of each test and hook that is declared from now on.

What `import test from 'ava'` returns is read once, so it stays the same for every file that a process loads.
*/
export async function onDeclare(declare: Declare): Promise<void> {
	const createChain =
		await avaPart<
			(
				declare: Declare,
				defaults: Record<string, boolean>,
				meta: Record<string, unknown>,
			) => unknown
		>('create-chain.js');
	const {refs} = await avaPart<{
		refs: {declare?: Declare; runnerChain: unknown};
	}>('worker/state.cjs');
	refs.declare = declare;
	refs.runnerChain ??= createChain(
		(metadata, testArguments) => {
			refs.declare?.(metadata, testArguments);
		},
		{
			serial: false,
			exclusive: false,
			skipped: false,
			failing: false,
			always: false,
		},
		{},
	);
}
