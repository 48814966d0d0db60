import test from 'ava';
import {readModuleGraph, wayTo} from '../helpers/module-graph.js';

/** What opens connections, sockets, files or processes. */
const forbidden = new Set([
	'mysql2',
	'node:child_process',
	'node:cluster',
	'node:dgram',
	'node:dns',
	'node:fs',
	'node:fs/promises',
	'node:http',
	'node:http2',
	'node:https',
	'node:inspector',
	'node:net',
	'node:tls',
]);

test('the drawing thread loads nothing that opens a connection, a file or a process', t => {
	const graph = readModuleGraph();
	t.truthy(graph.get('drawing/view-thread.ts'));
	const way = wayTo(graph, 'drawing/view-thread.ts', name =>
		forbidden.has(name),
	);
	t.is(way?.join(' → '), undefined);
});

test('the way to a forbidden import is named, edge by edge', t => {
	const way = wayTo(
		new Map([
			[
				'a.ts',
				[
					{to: 'types.ts', isTypeOnly: true},
					{to: 'b.ts', isTypeOnly: false},
				],
			],
			['types.ts', [{to: 'mysql2', isTypeOnly: false}]],
			[
				'b.ts',
				[
					{to: 'a.ts', isTypeOnly: false},
					{to: 'mysql2', isTypeOnly: false},
				],
			],
		]),
		'a.ts',
		name => forbidden.has(name),
	);
	t.deepEqual(way, ['a.ts', 'b.ts', 'mysql2']);
});
