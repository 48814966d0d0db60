import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {avaPart, onDeclare, type Kind} from './ava-parts.js';

/** What ava's runner says of a test or hook that has ended. */
type Change = {
	readonly type: string;
	readonly title: string;
	readonly err?: {
		readonly message?: string;
		readonly stack?: string;
		readonly formattedDetails?: ReadonlyArray<{
			readonly label: string;
			readonly formatted: string;
		}>;
	};
};

type Chain = {
	readonly [name: string]: Chain;
	(...testArguments: unknown[]): void;
};

type Runner = {
	readonly chain: Chain;
	on: (type: string, listener: (change: Change) => void) => void;
	once: (type: string) => Promise<unknown>;
};

/** How the tests of a file ended. */
export type FileResult = {
	readonly file: string;
	readonly passed: number;
	readonly failures: readonly string[];
};

/** Runs a test file with ava's own runner, in a process that has an IPC channel, which ava needs, and that may have run others before. */
export async function runFile(file: string): Promise<FileResult> {
	// eslint-disable-next-line @typescript-eslint/naming-convention -- A class.
	const Runner =
		await avaPart<
			new (options: {
				readonly file: string;
				readonly projectDir: string;
			}) => Runner
		>('runner.js');
	const runner = new Runner({
		file: path.resolve(file),
		projectDir: path.resolve(),
	});
	const failures: string[] = [];
	let passed = 0;
	runner.on('stateChange', ({type, title, err}) => {
		if (type === 'test-passed') {
			passed++;
		} else if (type.endsWith('-failed')) {
			const details = err?.formattedDetails ?? [];
			failures.push(
				[
					title,
					err?.message,
					...details.flatMap(({label, formatted}) => [label, formatted]),
					err?.stack,
				].join('\n'),
			);
		}
	});
	const finished = runner.once('finish');
	await onDeclare((kind, testArguments) => {
		chained(runner.chain, kind)(...testArguments);
	});
	await import(pathToFileURL(path.resolve(file)).href);
	await finished;
	return {file, passed, failures};
}

/** The link of a chain that stands for a kind of test or hook. */
function chained(chain: Chain, {type, serial, skipped, always}: Kind): Chain {
	const names = [
		...(serial ? ['serial'] : []),
		...(type === 'test' ? [] : [type]),
		...(always ? ['always'] : []),
		...(skipped ? ['skip'] : []),
	];
	let link = chain;
	for (const name of names) {
		link = link[name] ?? link;
	}

	return link;
}
