import test from 'ava';
import stringWidth from 'string-width';
import {parseFilter} from '../../../source/lab/attach/filter.js';
import {type FirstLook} from '../../../source/lab/attach/victim.js';
import {toAscii} from '../../../source/output/ascii.js';
import {
	nothingChosen,
	type AttachChosen,
} from '../../../source/ui/attach/attach-chosen.js';
import {attachFrame} from '../../helpers/attach-frame.js';
import {
	attachStory,
	busyListing,
	connectionOf,
	lookAt,
	lookAtNothing,
	opened,
} from '../../helpers/attach-story.js';

const details = {
	attributes: [['program_name', 'mysql'] as const, ['_pid', '4711'] as const],
	before: 'BEGIN',
	session: new Map([
		['temporary table', 1] as const,
		['user lock', 1] as const,
	]),
	untold: [],
	tables: ['shop.orders'],
};

const attached = [
	...opened,
	{type: 'attached', connectionId: '42'} as const,
	{type: 'looked', look: lookAt(1000, {rows: 2_300_000})} as const,
	500,
	{type: 'looked', look: lookAt(1500)} as const,
	{type: 'detailed', details} as const,
];

const killed = [
	...attached,
	{type: 'armed', kind: 'connection'} as const,
	{type: 'confirmed', look: lookAt(1600)} as const,
	200,
	{
		type: 'kill-sent',
		kind: 'connection',
		statement: 'KILL CONNECTION 42',
		keyAt: 1699.4,
	} as const,
	0.4,
	{type: 'kill-accepted'} as const,
];

const undoing = [
	...killed,
	...[0, 1, 2, 3, 4, 5].flatMap(look => [
		200,
		{
			type: 'looked',
			look: lookAt(1900 + 200 * look, {
				rows: 2_300_000 - 40_000 * look,
				state: 'ROLLING BACK',
				connection: {command: 'Killed', seconds: 0},
			}),
		} as const,
	]),
];

const lookOf43: FirstLook = {
	...lookAt(33_100),
	thread: {
		type: 'listed',
		threadId: '91',
		statementNumber: '3',
		connection: connectionOf('43', {user: 'web'}),
	},
};

const noListing = opened.slice(0, 1);
const withoutRights = {
	type: 'listed',
	listing: {
		...busyListing,
		waits: [],
		gaps: [
			{
				what: 'transactions',
				failure: {errno: 1227, code: 'ER_X', message: 'Access denied'},
				remedy: "GRANT PROCESS ON *.* TO 'ops'@'%'",
			} as const,
		],
	},
	pause: 1000,
} as const;

/** The filter is known to be right. */
function filtered(text: string): AttachChosen {
	const conditions = parseFilter(text);
	return {
		...nothingChosen,
		filterText: text,
		filter: 'wrong' in conditions ? [] : conditions,
	};
}

const cases = new Map<
	string,
	{
		readonly story: ReturnType<typeof attachStory>;
		readonly chosen?: AttachChosen;
		readonly note?: string;
	}
>([
	[
		'a list that is old',
		{
			story: attachStory(
				...opened,
				1500,
				{type: 'lost', why: 'connect ECONNREFUSED 10.1.2.3:3306'},
				5200,
			),
		},
	],
	[
		'a list that is longer than the screen',
		{
			story: attachStory(...noListing, {
				type: 'listed',
				listing: {
					...busyListing,
					connections: [
						...busyListing.connections,
						...Array.from({length: 60}, (_, index) =>
							connectionOf(String(100 + index), {
								command: 'Sleep',
								state: '',
								seconds: 3,
							}),
						),
					],
				},
				pause: 1000,
			}),
			chosen: {...nothingChosen, selected: '130'},
		},
	],
	['connecting', {story: attachStory(...noListing)}],
	['the list', {story: attachStory(...opened)}],
	[
		'the tree',
		{
			story: attachStory(...opened),
			chosen: {...nothingChosen, view: 'tree', selected: '43'},
		},
	],
	[
		'a filter that is typed',
		{
			story: attachStory(...opened),
			chosen: {
				...filtered('user=web'),
				panel: {
					type: 'filter',
					text: 'user=web x',
					cursor: 8,
					why: '"x" is no condition. Write one like user=app, time>60 or waits>0.',
				},
			},
		},
	],
	[
		'a filter that lets nobody through',
		{
			story: attachStory(...opened),
			chosen: filtered(
				'user=nobody time>60 statement~"UPDATE orders SET total" schema=warehouse command=Query',
			),
		},
	],
	[
		'missing privileges',
		{story: attachStory(...noListing, withoutRights), note: 'A note'},
	],
	[
		'help',
		{
			story: attachStory(...opened),
			chosen: {...nothingChosen, panel: {type: 'help', page: 0}},
		},
	],
	['attached', {story: attachStory(...attached)}],
	[
		'armed',
		{
			story: attachStory(
				...attached,
				{type: 'armed', kind: 'connection'},
				{type: 'confirmed', look: lookAt(1600)},
				2500,
			),
		},
	],
	[
		'let go',
		{
			story: attachStory(...attached, {type: 'armed', kind: 'query'}, 10_000, {
				type: 'let-go',
				why: 'ten seconds are over.',
			}),
		},
	],
	['rolling back', {story: attachStory(...undoing)}],
	[
		'proved',
		{
			story: attachStory(...undoing, 30_000, {
				type: 'looked',
				look: lookAtNothing(33_000),
			}),
		},
	],
	[
		'refused',
		{
			story: attachStory(
				...attached,
				{
					type: 'kill-sent',
					kind: 'query',
					statement: 'KILL QUERY 42',
				},
				{
					type: 'kill-refused',
					why: 'KILL QUERY 42 was refused (1095): this account may kill only its own connections.',
				},
			),
		},
	],
	[
		'the list after kills',
		{
			story: attachStory(
				...undoing,
				30_000,
				{type: 'looked', look: lookAtNothing(33_000)},
				{type: 'detached'},
				{type: 'attached', connectionId: '43'},
				{type: 'looked', look: lookOf43},
				{type: 'kill-sent', kind: 'query', statement: 'KILL QUERY 43'},
				{
					type: 'kill-refused',
					why: 'KILL QUERY 43 was refused (1095): this account may kill only its own connections.',
				},
				{type: 'detached'},
				{
					type: 'listed',
					listing: {
						...busyListing,
						connections: busyListing.connections.filter(({id}) => id !== '42'),
						waits: busyListing.waits.slice(1),
					},
					pause: 1000,
				},
			),
		},
	],
	[
		'lost',
		{
			story: attachStory(...undoing, {
				type: 'lost',
				why: 'connect ECONNREFUSED 10.1.2.3:3306',
			}),
		},
	],
	[
		'restarted',
		{
			story: attachStory(
				...undoing,
				{type: 'lost', why: 'gone'},
				{type: 'detached', why: 'The server was restarted, or is another one.'},
				{type: 'back'},
			),
		},
	],
]);

const sizes = [
	[60, 16],
	[80, 24],
	[100, 30],
	[120, 40],
	[200, 60],
] as const;

for (const [columns, rows] of sizes) {
	for (const [name, {story, ...rest}] of cases) {
		test(`${columns} x ${rows}: ${name}`, t => {
			const drawn = attachFrame({...story, ...rest, columns, rows});
			const lines = drawn.split('\n');
			t.true(lines.length <= rows, `${lines.length} lines`);
			for (const line of lines) {
				t.true(stringWidth(line) <= columns, `too wide: ${line}`);
			}

			t.notRegex(toAscii(drawn), /undefined|NaN|\[object/);
			t.snapshot(drawn);
		});
	}
}

test('a terminal that is too small says what it needs', t => {
	const drawn = attachFrame({...attachStory(...opened), columns: 50, rows: 10});
	t.regex(drawn, /Kill Lab needs 60 x 16 cells/);
});
