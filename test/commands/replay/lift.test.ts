import {readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {lift, type OldEvent} from '../../../source/commands/replay/lift.js';
import {readRecording} from '../../helpers/whole-recording.js';
import {createEventStore} from '../../../source/lab/history/event-log.js';
import {type LabEvent} from '../../../source/lab/events/events.js';
import {plainLine} from '../../../source/output/plain.js';

/* Recordings that the last version of each schema made of real servers, and the lines that it printed of them. */
const folder = 'test/commands/replay/fixtures/';

/** The lines of a replay. */
function linesOf(events: readonly LabEvent[]): string {
	const store = createEventStore(() => 0);
	const lines: string[] = [];
	store.subscribe((event, state) => {
		const line = plainLine(event, state);
		if (line !== undefined) {
			lines.push(`${line}\n`);
		}
	});
	for (const event of events) {
		store.append(event);
	}

	return lines.join('');
}

for (const name of readdirSync(folder)) {
	if (name.endsWith('.jsonl')) {
		test(`a recording of today is told as it was: ${name}`, async t => {
			const {events, cutShort} = await readRecording(folder + name);
			t.is(cutShort, undefined);
			t.is(
				linesOf(events),
				readFileSync(folder + name.replace('.jsonl', '.txt'), 'utf8'),
			);
		});
	}
}

const server = {
	flavour: 'mariadb',
	version: '10.11.18',
	address: 'db',
	tls: false,
} as const;

/** A row of the table. */
function row(id: string, equal: boolean) {
	return {id, fileName: 'f', size: 9, fileHash: 'h', equal};
}

const aim = {
	kind: 'query',
	moment: {type: 'file', file: 1, phase: 'upload', part: 0.5},
} as const;

/** What an event of schema 1 is in schema 2. */
const lifted: ReadonlyArray<readonly [string, OldEvent, LabEvent]> = [
	[
		'a server without a product or surroundings',
		{type: 'server', server, at: 1},
		{
			type: 'server',
			server: {...server, product: 'MariaDB 10.11.18', surroundings: []},
			at: 1,
		},
	],
	[
		'a replica',
		{
			type: 'server',
			server: {...server, own: {host: 'h', isReadOnly: true, replica: 'yes'}},
			at: 1,
		},
		{
			type: 'server',
			server: {
				...server,
				product: 'MariaDB 10.11.18',
				surroundings: [{type: 'replica', sources: []}],
				own: {host: 'h', isReadOnly: true},
			},
			at: 1,
		},
	],
	[
		'a kill that did not say what was sent',
		{
			type: 'kill-sent',
			kill: 1,
			kind: 'connection',
			connectionId: '42',
			keyAt: 2,
			at: 3,
		},
		{
			type: 'kill-sent',
			kill: 1,
			kind: 'connection',
			connectionId: '42',
			statement: 'KILL CONNECTION 42',
			keyAt: 2,
			at: 3,
		},
	],
	[
		'an armed kill of a file',
		{type: 'armed', kill: aim, at: 1},
		{
			type: 'armed',
			kill: {
				kind: 'query',
				moment: {type: 'phase', phase: 'upload', step: 1, part: 0.5},
			},
			at: 1,
		},
	],
	[
		'an armed kill of COMMIT',
		{
			type: 'armed',
			kill: {kind: 'query', moment: {type: 'statement', kind: 'commit'}},
			at: 1,
		},
		{
			type: 'armed',
			kill: {
				kind: 'query',
				moment: {type: 'phase', phase: 'commit', part: 0},
			},
			at: 1,
		},
	],
	['no armed kill', {type: 'armed', at: 1}, {type: 'armed', at: 1}],
	[
		'a wait for the check',
		{
			type: 'wait-ended',
			wait: 1,
			kind: 'verify',
			since: 0,
			isCut: false,
			at: 9,
		},
		{type: 'wait-ended', wait: 1, kind: 'check', since: 0, isCut: false, at: 9},
	],
	[
		'another wait',
		{type: 'wait-started', wait: 1, kind: 'empty', since: 0, at: 3},
		{type: 'wait-started', wait: 1, kind: 'empty', since: 0, at: 3},
	],
	[
		'a wait for the check that begins',
		{type: 'wait-started', wait: 1, kind: 'verify', since: 0, at: 3},
		{type: 'wait-started', wait: 1, kind: 'check', since: 0, at: 3},
	],
	[
		'a planned kill that was not sent',
		{
			type: 'kill-unsent',
			plan: {
				kind: 'query',
				moment: {type: 'file', phase: 'execute', part: 0},
			},
			at: 1,
		},
		{
			type: 'kill-unsent',
			plan: {
				kind: 'query',
				moment: {type: 'phase', phase: 'execute', part: 0},
			},
			at: 1,
		},
	],
	[
		'a verdict with rows of others',
		{
			type: 'verdict',
			verdict: {
				outcome: 'PARTIAL',
				expected: 3,
				unanswered: 1,
				seenBy: '7',
				rows: [row('1', true), row('2', false)],
				foreign: {number: 5, rows: [row('3', true)]},
			},
			at: 1,
		},
		{
			type: 'verdict',
			verdict: {
				outcome: 'PARTIAL',
				about: 'data',
				expected: 3,
				unanswered: 1,
				seenBy: '7',
				there: 2,
				intact: 1,
				contents: {
					columns: ['id', 'file_name', 'file_size', 'file_hash'],
					rows: [
						{cells: ['1', 'f', 9, 'h'], isIntact: true},
						{cells: ['2', 'f', 9, 'h'], isIntact: false},
					],
				},
				foreign: {
					number: 5,
					rows: [{cells: ['3', 'f', 9, 'h'], isIntact: true}],
				},
			},
			at: 1,
		},
	],
	[
		'a verdict that nobody could reach',
		{type: 'verdict', verdict: {outcome: 'unknown', reason: 'lost'}, at: 1},
		{type: 'verdict', verdict: {outcome: 'unknown', reason: 'lost'}, at: 1},
	],
];

for (const [replica, surroundings] of [
	['no', []],
	['unknown', [{type: 'hidden', what: 'replica', why: 'not recorded'}]],
] as const) {
	test(`lifted: a MySQL whose role as a replica is ${replica}`, t => {
		const mysql = {...server, flavour: 'mysql', version: '9.7.4'} as const;
		const own = {host: 'h', isReadOnly: false} as const;
		t.deepEqual<unknown, unknown>(
			lift([
				{type: 'server', server: {...mysql, own: {...own, replica}}, at: 1},
			]),
			[
				{
					type: 'server',
					server: {...mysql, product: 'MySQL 9.7.4', surroundings, own},
					at: 1,
				},
			],
		);
	});
}

for (const [before, role, name] of [
	['begin', 'begin', 'BEGIN'],
	['identify', 'identify', 'SELECT CONNECTION_ID()'],
	['insert', 'target', 'INSERT'],
	['verify', 'check', 'hash comparison'],
	['commit', 'commit', 'COMMIT'],
	['rollback', 'rollback', 'ROLLBACK'],
] as const) {
	test(`lifted: the statement ${before}`, t => {
		t.deepEqual(
			lift([{type: 'statement-started', statement: 1, kind: before, at: 1}]),
			[{type: 'statement-started', statement: 1, role, name, at: 1}],
		);
	});
}

for (const [what, before, after] of lifted) {
	test(`lifted: ${what}`, t => {
		t.deepEqual(lift([before]), [after]);
	});
}

const oldPlan = {
	files: 2,
	size: 77,
	protocol: 'text',
	schema: 's',
	onInterrupt: 'retry',
	autocommit: true,
	pauseCommit: false,
} as const;

test('a plan is lifted before the first run too', t => {
	const [planned, started] = lift([
		{type: 'planned', plan: oldPlan, at: 1},
		{type: 'file-started', file: 0, name: 'a', at: 2},
	]);
	t.like(planned, {type: 'planned', plan: {steps: 2, schema: 's'}});
	t.like(started, {total: 77});
});

test('the size of a step is that of the plan', t => {
	t.deepEqual(
		lift([
			{type: 'run-started', run: 1, plan: oldPlan, connectionId: '4', at: 1},
			{type: 'file-started', file: 0, name: 'a', at: 2},
		]),
		[
			{
				type: 'run-started',
				run: 1,
				plan: {
					workload: {
						name: 'blobs',
						options: {files: 2, size: 77, protocol: 'text'},
					},
					steps: 2,
					schema: 's',
					onInterrupt: 'retry',
					autocommit: true,
					pauseCommit: false,
				},
				connectionId: '4',
				at: 1,
			},
			{
				type: 'step-started',
				step: 0,
				name: 'a',
				unit: 'bytes',
				total: 77,
				at: 2,
			},
		],
	);
});
