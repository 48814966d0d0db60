import test from 'ava';
import {
	metadataWaits,
	type MetadataLock,
} from '../../../source/lab/attach/metadata-conflicts.js';

/** `1 SHARED_READ` is granted, `2 EXCLUSIVE?` is waited for. */
function locks(...words: readonly string[]): readonly MetadataLock[] {
	return words.map(word => {
		const [owner = '', type = ''] = word.split(' ');
		return {
			...(owner !== '-' && {owner}),
			objectType: 'TABLE',
			object: 'shop.orders',
			type: type.replace('?', ''),
			isGranted: !type.endsWith('?'),
		};
	});
}

const cases: ReadonlyArray<
	readonly [title: string, locks: readonly string[], waits: readonly string[]]
> = [
	[
		'an ALTER behind a transaction that has read and one that has written',
		['1 SHARED_READ', '2 SHARED_WRITE', '3 SHARED_UPGRADABLE', '3 EXCLUSIVE?'],
		['3<1', '3<2'],
	],
	[
		'copying is in the way of writers only',
		['1 SHARED_READ', '2 SHARED_WRITE', '3 SHARED_NO_WRITE?'],
		['3<2'],
	],
	[
		'a SELECT behind an ALTER that waits itself',
		['1 SHARED_WRITE', '2 EXCLUSIVE?', '3 SHARED_READ?'],
		['2<1', '3<2'],
	],
	[
		'two that wait with the same lock wait for the holder, not for each other',
		['1 EXCLUSIVE', '2 EXCLUSIVE?', '3 EXCLUSIVE?'],
		['2<1', '3<1'],
	],
	[
		'LOCK TABLES READ and a writer',
		['1 SHARED_READ_ONLY', '2 SHARED_WRITE?'],
		['2<1'],
	],
	['nobody holds what is in the way', ['1 SHARED_READ', '2 SHARED_READ?'], []],
	['a holder that is no connection', ['- EXCLUSIVE', '2 SHARED_READ?'], ['2<']],
	['a waiter that is no connection', ['1 EXCLUSIVE', '- SHARED_READ?'], []],
	[
		'a lock of a newer server, of which nothing is known',
		['1 SHARED_NEW', '2 SHARED_OTHER?'],
		['2<1'],
	],
];

for (const [title, words, expected] of cases) {
	test(`who waits for a metadata lock: ${title}`, t => {
		t.deepEqual(
			metadataWaits(locks(...words)).map(
				({waiter, blocker = ''}) => `${waiter}<${blocker}`,
			),
			expected,
		);
	});
}

const held: MetadataLock = {
	owner: '1',
	objectType: 'TABLE',
	object: 'shop.orders',
	type: 'EXCLUSIVE',
	isGranted: true,
};

const wanted: MetadataLock = {
	...held,
	owner: '2',
	type: 'SHARED_READ',
	isGranted: false,
};

test('only locks on the same object meet', t => {
	t.deepEqual(metadataWaits([{...held, object: 'shop.other'}, wanted]), []);
	t.deepEqual(metadataWaits([{...held, objectType: 'SCHEMA'}, wanted]), []);
});

test('what is waited for is named', t => {
	const others = (objectType: string, object: string) =>
		metadataWaits([held, wanted].map(lock => ({...lock, objectType, object})));
	t.deepEqual(others('USER LEVEL LOCK', 'job'), [
		{waiter: '2', blocker: '1', lock: 'user', object: 'job'},
	]);
	t.deepEqual(others('GLOBAL', ''), [
		{waiter: '2', blocker: '1', lock: 'global'},
	]);
});
