import test from 'ava';
import {
	blockingTrees,
	byHarm,
	harmOf,
	type BlockingNode,
} from '../../../source/lab/attach/blocking.js';
import {
	type ListedConnection,
	type LockWait,
} from '../../../source/lab/attach/listing.js';

/** `2<1`: 2 waits for 1. */
function waitsOf(...pairs: readonly string[]): readonly LockWait[] {
	return pairs.map(pair => {
		const [waiter = '', blocker = ''] = pair.split('<');
		return {waiter, ...(blocker !== '' && {blocker}), lock: 'row'};
	});
}

/** `1(2(3) 4)`. */
function drawn(nodes: readonly BlockingNode[]): string {
	return nodes
		.map(({id, blocked}) =>
			blocked.length > 0 ? `${id}(${drawn(blocked)})` : id,
		)
		.join(' ');
}

/** `2: 3, 4`: those that one blocks and that stand elsewhere. */
function elsewhere(nodes: readonly BlockingNode[]): readonly string[] {
	return nodes.flatMap(({id, blocked, alsoBlocks}) => [
		...(alsoBlocks ? [`${id}: ${alsoBlocks.join(', ')}`] : []),
		...elsewhere(blocked),
	]);
}

const cases: ReadonlyArray<
	readonly [title: string, waits: readonly string[], trees: string]
> = [
	['nobody waits', [], ''],
	['three levels', ['2<1', '3<2', '4<3'], '1(2(3(4)))'],
	[
		'the queue for one row',
		['2<1', '3<1', '3<2', '4<1', '4<2', '4<3'],
		'1(2 3 4)',
	],
	[
		'two roots, the one with more waiters first',
		['2<1', '4<3', '5<4'],
		'3(4(5)) 1(2)',
	],
	['one that waits for two', ['3<1', '3<2'], '1(3) 2'],
	['a circle', ['1<2', '2<1'], '2(1)'],
	['a circle below a root', ['2<1', '3<2', '2<3'], '1(2(3))'],
	['a lock that no connection has', ['2<', '3<2'], '2(3)'],
];

for (const [title, pairs, trees] of cases) {
	test(`who blocks whom: ${title}`, t => {
		t.is(drawn(blockingTrees(waitsOf(...pairs))), trees);
	});
}

for (const [title, pairs, also] of [
	['nobody stands elsewhere', ['2<1', '3<2', '4<1'], []],
	['one that waits for two', ['3<1', '3<2'], ['2: 3']],
	['one that waits twice for one', ['2<1', '2<1'], []],
	[
		'the queue for one row',
		['2<1', '3<1', '3<2', '4<1', '4<2', '4<3'],
		['2: 3, 4', '3: 4'],
	],
	['a circle', ['1<2', '2<1'], ['1: 2']],
] as const) {
	test(`whom a blocker has waiting elsewhere in the tree: ${title}`, t => {
		t.deepEqual(elsewhere(blockingTrees(waitsOf(...pairs))), also);
	});
}

test('how many wait, those that wait for a waiter too, and nobody for itself', t => {
	t.deepEqual(
		[...harmOf(waitsOf('2<1', '3<2', '4<2'))],
		[
			['1', 3],
			['2', 2],
		],
	);
	t.deepEqual(
		[...harmOf(waitsOf('2<1', '1<2'))],
		[
			['1', 1],
			['2', 1],
		],
	);
});

test('a queue of hundreds is no tree of all its orders', t => {
	const ids = Array.from({length: 300}, (_, index) => String(index));
	const waits = ids.flatMap((waiter, index) =>
		ids
			.slice(0, index)
			.map((blocker): LockWait => ({waiter, blocker, lock: 'row'})),
	);
	t.is(drawn(blockingTrees(waits)).split(' ').length, 299);
});

const idle: ListedConnection = {
	id: '1',
	kind: 'client',
	user: 'app',
	host: 'localhost',
	command: 'Sleep',
	seconds: 900,
	state: '',
};

test('the most harmful first: waiters, then the oldest transaction, then what runs longest', t => {
	const running = {...idle, command: 'Query'};
	const transaction = {rows: 0, state: 'RUNNING'};
	const connections: readonly ListedConnection[] = [
		{...running, id: '9', kind: 'system', seconds: 9000},
		{...idle, id: '10'},
		{...idle, id: '2'},
		{...running, id: '3', seconds: 5},
		{...running, id: '4', seconds: 50},
		{...running, id: '5', seconds: 1, transaction: {...transaction, age: 3}},
		{...idle, id: '6', transaction: {...transaction, age: 30}},
		{...idle, id: '7'},
	];
	t.deepEqual(
		byHarm(connections, harmOf(waitsOf('3<7'))).map(({id}) => id),
		['7', '6', '5', '4', '3', '2', '9', '10'],
	);
});
