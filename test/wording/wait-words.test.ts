import test from 'ava';
import {
	type WaitKind,
	type WaitSight,
	type WaitState,
} from '../../source/lab/events/wait.js';
import {
	isToldAgain,
	lockOf,
	mayGoOn,
} from '../../source/lab/history/wait-rule.js';
import {
	describeSight,
	describeWait,
	waitLine,
	waitNames,
} from '../../source/wording/wait-words.js';
import {held} from '../helpers/wait-sights.js';

const noAck: WaitSight = {
	type: 'seen',
	thread: {
		type: 'alive',
		command: 'Query',
		state: 'Waiting for semi-sync ACK from replica',
	},
	cause: {
		type: 'semi-sync',
		timeout: 900_000,
		statement: 'SET GLOBAL rpl_semi_sync_source_enabled = OFF',
	},
};

const sights: readonly WaitSight[] = [
	held,
	noAck,
	{
		type: 'seen',
		thread: {
			type: 'alive',
			command: 'Query',
			state: 'Waiting for global read lock',
		},
		cause: {
			type: 'lock',
			lock: 'global',
			isCertain: true,
			holders: [
				{connectionId: '9', user: 'backup', command: 'Sleep', seconds: 5},
			],
		},
	},
	{type: 'silent'},
	{type: 'unseen', why: 'Too many connections'},
	{
		type: 'seen',
		thread: {type: 'gone'},
		cause: {type: 'pool'},
	},
	{type: 'seen', thread: {type: 'none'}},
];

test('a wait fits into one line of every screen, with the way to leave', t => {
	const lines = Object.keys(waitNames).flatMap(kind =>
		[undefined, ...sights].flatMap(sight =>
			[79, 99, 119, 199].map(width => {
				const wait: WaitState = {
					wait: 1,
					kind: kind as WaitKind, // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion
					since: 0,
					...(sight && {sight}),
				};
				return {line: waitLine(wait, 725_000, width), width};
			}),
		),
	);
	t.deepEqual(
		lines.filter(
			({line, width}) => line.length > width || !line.endsWith('^C quits'),
		),
		[],
	);
});

test('what holds a wait up is named with what would end it', t => {
	t.is(
		describeWait({kind: 'empty', since: 1000}, 5000),
		'waiting 4.0 s for TRUNCATE TABLE',
	);
	t.deepEqual(describeSight(held), {
		why: 'the process list shows Query / Waiting for table metadata lock; connection 12 (root, idle for 34.0 s) holds the lock',
		wayOut:
			'To end the wait: KILL CONNECTION 12, which rolls back its open transaction.',
	});
	t.deepEqual(describeSight(noAck), {
		why: 'the process list shows Query / Waiting for semi-sync ACK from replica; no replica has sent its ACK; the server waits up to 15m for it',
		wayOut:
			'To end the wait: SET GLOBAL rpl_semi_sync_source_enabled = OFF, after which a COMMIT exists only on this server until a replica gets it: if the server is lost before that, so is the COMMIT.',
	});
});

test('a connection that is not open yet has no thread that could be gone', t => {
	t.deepEqual(describeSight({type: 'seen', thread: {type: 'none'}}), {
		why: 'the server lets another connection in',
	});
	t.regex(
		describeSight({
			type: 'seen',
			thread: {type: 'none'},
			cause: {type: 'pool'},
		}).why,
		/^its thread pool is full/,
	);
});

test('no line names a statement that would end a wait without what it does to others', t => {
	const lines = sights.flatMap(sight =>
		Array.from({length: 160}, (_, extra) =>
			waitLine({wait: 1, kind: 'drop', since: 0, sight}, 5000, 60 + extra),
		),
	);
	const told = lines.filter(line => /KILL|SET GLOBAL/.test(line));
	t.true(told.length > 100);
	t.deepEqual(
		told.filter(
			line => !/(?:KILL|SET) [^·]* \([^()]+\) · \^C quits$/.test(line),
		),
		[],
	);
});

test('a sight is reported when it is new, and again every ten seconds', t => {
	t.true(isToldAgain(held, undefined, 0));
	t.false(isToldAgain(held, {sight: held, at: 0}, 9999));
	t.true(isToldAgain(held, {sight: held, at: 0}, 10_000));
	t.true(isToldAgain(noAck, {sight: held, at: 0}, 1));
	// Its clock alone is none.
	const later = structuredClone(held);
	t.false(
		isToldAgain(
			{
				...later,
				...(later.type === 'seen' &&
					later.cause?.type === 'lock' && {
						cause: {
							...later.cause,
							holders: later.cause.holders.map(holder => ({
								...holder,
								seconds: 36,
							})),
						},
					}),
			},
			{sight: held, at: 0},
			2000,
		),
	);
});

test("what a thread waits for is known by the servers' words", t => {
	t.deepEqual(
		[
			'Waiting for table metadata lock',
			'Waiting for schema metadata lock',
			'Waiting for global read lock',
			'Waiting for commit lock',
			'Waiting for backup lock',
			'Waiting for semi-sync ACK from replica',
			'Waiting for semi-sync ACK from slave',
			'updating',
		].map(state => lockOf(state)),
		[
			'table',
			'table',
			'global',
			'global',
			'global',
			'semi-sync',
			'semi-sync',
			undefined,
		],
	);
});

test('an unchanged wait is reported again after ten seconds', t => {
	const sight = {type: 'silent'} as const;
	const told = {sight, at: 9000};
	t.false(isToldAgain(sight, told, 18_999));
	t.true(isToldAgain(sight, told, 19_000));
});

test('a wait may be over at any moment if the server answers and shows nothing that it waits for', t => {
	const alive = (command: string): WaitSight => ({
		type: 'seen',
		thread: {type: 'alive', command, state: ''},
	});
	const hopeful: readonly WaitSight[] = [
		alive('Query'),
		alive('Sleep'),
		{type: 'seen', thread: {type: 'gone'}},
		{type: 'seen', thread: {type: 'none'}},
	];
	const hopeless: readonly WaitSight[] = [
		held,
		noAck,
		{type: 'seen', thread: {type: 'none'}, cause: {type: 'pool'}},
		{type: 'silent'},
		{type: 'unseen', why: 'too many connections'},
	];
	t.deepEqual(
		hopeful.map(sight => mayGoOn(sight)),
		[true, true, true, true],
	);
	t.deepEqual(
		hopeless.map(sight => mayGoOn(sight)),
		[false, false, false, false, false],
	);
});
