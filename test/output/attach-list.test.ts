import test from 'ava';
import stringWidth from 'string-width';
import {
	attachJson,
	attachText,
	type AttachList,
} from '../../source/output/attach-list.js';
import {type ListedConnection} from '../../source/lab/attach/listing.js';

const client: ListedConnection = {
	id: '8812',
	kind: 'client',
	user: 'app',
	host: '10.1.4.7',
	schema: 'shop',
	command: 'Sleep',
	seconds: 843,
	state: '',
	statement: {
		text: 'UPDATE `orders` SET `state` = ? WHERE `id` = ?',
		isRunning: false,
	},
	transaction: {age: 4321, rows: 2_310_400, state: 'RUNNING'},
};

const list: AttachList = {
	product: 'MySQL 9.7.4',
	address: 'db-1.example.com',
	filter: [],
	listing: {
		connections: [
			{
				...client,
				id: '9001',
				user: '',
				host: '',
				kind: 'system',
				command: 'Daemon',
				state: 'Suspending',
			},
			{...client, id: '8850', seconds: 0, command: 'Query', isOwn: true},
			{
				...client,
				id: '8841',
				command: 'Query',
				seconds: 130,
				state: 'updating',
				statement: {
					text: 'UPDATE `orders` SET `state` = ?\nWHERE `created_at` < ?',
					isRunning: true,
				},
				transaction: {age: 59, rows: 1, state: 'ROLLING BACK'},
			},
			client,
		],
		waits: [
			{waiter: '8841', blocker: '8812', lock: 'row'},
			{
				waiter: '8842',
				blocker: '8841',
				lock: 'metadata',
				object: 'shop.orders',
			},
			{waiter: '8841', lock: 'row'},
			{waiter: '8841', blocker: '8843', lock: 'user', object: 'job'},
		],
		gaps: [
			{
				what: 'transactions',
				failure: {
					errno: 1227,
					code: 'ER_SPECIFIC_ACCESS_DENIED_ERROR',
					message: 'Access denied; you need PROCESS',
				},
				remedy: "GRANT PROCESS ON *.* TO 'low'@'%'",
			},
			{what: 'connections', remedy: "GRANT PROCESS ON *.* TO 'low'@'%'"},
			{what: 'metadata locks'},
		],
		took: 12.3,
	},
};

for (const width of [80, 120]) {
	test(`${width} cells: the list, the tree, and what is not seen`, t => {
		const drawn = attachText(list, width);
		t.snapshot(drawn);
		t.true(drawn.split('\n').every(line => stringWidth(line) <= width));
	});
}

test('nobody waits, and one of many is shown', t => {
	const drawn = attachText(
		{
			...list,
			filter: [{field: 'user', operator: '=', value: ''}],
			listing: {...list.listing, waits: [], gaps: []},
		},
		120,
	);
	t.regex(drawn, /1 of 4 connections · none waits for another/);
	t.notRegex(drawn, /Who blocks whom|Not all/);
});

test('a filter that lets nobody through is told', t => {
	const drawn = attachText(
		{...list, filter: [{field: 'user', operator: '=', value: 'nobody'}]},
		120,
	);
	t.regex(drawn, /0 of 4 connections · /);
	t.regex(drawn, /^No connection matches the filter\.$/m);
	t.notRegex(drawn, /Account/);
});

test('as JSON: one line, the most harmful first, with whom each blocks and waits for', t => {
	const drawn = attachJson(list);
	t.is(drawn.indexOf('\n'), drawn.length - 1);
	t.snapshot(JSON.parse(drawn));
});
