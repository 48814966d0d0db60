import path from 'node:path';
import test from 'ava';
import {
	readModuleGraph,
	wayTo,
	type ModuleGraph,
} from './helpers/module-graph.js';

/** What is known of each workload stands with the workload, and is a room with the registry of that. */
const isFacts = (file: string) =>
	/^lab\/workloads\/[a-z-]+\/(?:facts|knowledge|options)\.ts$/.test(file);

/** Folders that are rooms within a room. */
const inner = /^(ui)\/components$|^(lab\/workloads)\/(?!facts$).*/;

/** What is started, what that leads to, and what is imported. */
const highest = new Set(['cli.ts', 'start.ts', 'run-command.ts', 'index.ts']);

/** The room of a file: its folder, or the one around it where what they share goes both ways; what is highest stands above all, and the other files of the root below all. */
function roomOf(file: string): string {
	const folder = path.dirname(file);
	if (highest.has(file)) {
		return file;
	}

	return isFacts(file) ? 'lab/workloads/facts' : folder.replace(inner, '$1$2');
}

/** The imports between rooms, of types too: each with the files that it stands for. */
function doors(graph: ModuleGraph): Map<string, Map<string, string>> {
	const found = new Map<string, Map<string, string>>();
	for (const [file, imports] of graph) {
		const room = roomOf(file);
		const others = found.get(room) ?? new Map<string, string>();
		found.set(room, others);
		for (const {to} of imports) {
			if (graph.has(to) && roomOf(to) !== room) {
				others.set(roomOf(to), `${file} → ${to}`);
			}
		}
	}

	return found;
}

/** A way from a room back to itself, by the imports; absent: there is none. */
function circle(graph: ModuleGraph): readonly string[] | undefined {
	const open = doors(graph);
	for (const room of open.keys()) {
		const ways: Array<{room: string; by: readonly string[]}> = [{room, by: []}];
		const seen = new Set<string>();
		for (const way of ways) {
			for (const [next, door] of open.get(way.room) ?? []) {
				const by = [...way.by, door];
				if (next === room) {
					return by;
				}

				if (!seen.has(next)) {
					seen.add(next);
					ways.push({room: next, by});
				}
			}
		}
	}

	return undefined;
}

test('imports between rooms point one way', t => {
	t.is(circle(readModuleGraph()), undefined);
});

test('two rooms that import each other are named with the files', t => {
	const by = (to: string) => [{to, isTypeOnly: true}];
	t.deepEqual(
		circle(
			new Map([
				['ui/app.ts', by('lab/run.ts')],
				['lab/run.ts', by('lab/history/state.ts')],
				['lab/history/state.ts', by('ui/app.ts')],
			]),
		),
		[
			'ui/app.ts → lab/run.ts',
			'lab/run.ts → lab/history/state.ts',
			'lab/history/state.ts → ui/app.ts',
		],
	);
});

test('the command line is read without the packages of the server and the screen', t => {
	// Each takes its part of the time until --version and a wrong flag are answered; mysql2 was a quarter of it.
	const packages = new Set(['mysql2', 'ink', 'react', 'ink-table']);
	t.is(
		wayTo(readModuleGraph(), 'options/parse-command-line.ts', to =>
			packages.has(to),
		),
		undefined,
	);
});
