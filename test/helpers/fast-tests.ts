import {readModuleGraph, wayTo} from './module-graph.js';

/** What starts a process: a server, the built program, or a pseudo-terminal. */
const starters: ReadonlySet<string> = new Set([
	'node:child_process',
	'@lydell/node-pty',
]);

/** Where the compiler puts a test file for `npm test`. */
export function compiledFile(file: string): string {
	return `build/${file.replace(/\.tsx?$/, '.js')}`;
}

/** The test files that need neither a server nor the built program: nothing that they load can start a process. */
export function fastTests(): readonly string[] {
	const graph = readModuleGraph('.', ['source', 'test', 'scripts']);
	return [...graph.keys()].filter(
		file =>
			/\.test\.tsx?$/.test(file) &&
			wayTo(graph, file, imported => starters.has(imported)) === undefined,
	);
}
