import test from 'ava';
import {
	type ServerFacts,
	type ServerView,
	type Verdict,
} from '../../source/lab/events/events.js';
import {
	count,
	describeErrorFirst,
	describeFailure,
	describeRate,
	describeServer,
	describeVerdict,
	describeView,
	effectNames,
	killName,
} from '../../source/wording/words.js';
import {changePlan} from '../helpers/blobs.js';
import {
	phaseWords,
	runPhaseWords,
	sentWords,
} from '../../source/wording/phase-words.js';
import {plan, seenVerdict, story, storedRows} from '../helpers/story.js';
import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';

test('every effect has words of its own, short enough for a line', t => {
	const words = Object.values(effectNames);
	t.is(new Set(words).size, words.length);
	t.deepEqual(
		words.filter(text => text.length > 28),
		[],
	);
});

const threads: ReadonlyArray<readonly [ServerView['thread'], string]> = [
	[{type: 'alive', command: 'Execute', state: 'update'}, 'Execute / update'],
	[{type: 'alive', command: 'Sleep', state: ''}, 'Sleep'],
	[{type: 'gone'}, 'gone'],
	[{type: 'hidden', why: 'SELECT denied'}, 'hidden: SELECT denied'],
];

for (const [thread, words] of threads) {
	test(`thread: ${words}`, t => {
		const view: ServerView = {thread, transaction: {type: 'none'}};
		t.deepEqual(describeView(view), {thread: words, transaction: 'none'});
	});
}

const transactions: ReadonlyArray<
	readonly [ServerView['transaction'], string]
> = [
	[{type: 'open', state: 'RUNNING', rows: 0}, 'RUNNING, 0 rows'],
	[{type: 'open', state: 'RUNNING', rows: 1}, 'RUNNING, 1 row'],
	[{type: 'open', state: 'ROLLING BACK', rows: 7}, 'ROLLING BACK, 7 rows'],
	[{type: 'none'}, 'none'],
	[{type: 'unreadable'}, 'MySQL hides it: blob being written'],
	[{type: 'hidden', why: 'no PROCESS'}, 'hidden: no PROCESS'],
];

for (const [transaction, words] of transactions) {
	test(`transaction: ${words}`, t => {
		const view: ServerView = {thread: {type: 'gone'}, transaction};
		t.deepEqual(describeView(view), {thread: 'gone', transaction: words});
	});
}

/** A plan with this many files. */
function ofFiles(files: number): RunPlan {
	return changePlan(plan, {files});
}

const verdicts: ReadonlyArray<readonly [Verdict, string]> = [
	[
		{
			...seenVerdict('committed whole', storedRows(10), 10),
			unanswered: 0,
			seenBy: '44',
		},
		'committed whole: 10 of 10 rows, all hashes equal, seen by connection 44',
	],
	[
		{
			...seenVerdict('committed whole', storedRows(1), 1),
			unanswered: 0,
			seenBy: '9',
		},
		'committed whole: 1 of 1 row, all hashes equal, seen by connection 9',
	],
	[
		{
			...seenVerdict('committed whole', storedRows(2), 2),
			unanswered: 1,
			seenBy: '9',
		},
		'committed whole: 2 of 2 rows, all hashes equal, 1 of them although the client saw an error, seen by connection 9',
	],
	[
		{...seenVerdict('rolled back whole', [], 10), unanswered: 0, seenBy: '44'},
		'rolled back whole: 0 of 10 rows, seen by connection 44',
	],
	[
		{...seenVerdict('rolled back whole', [], 0), unanswered: 0, seenBy: '44'},
		'rolled back whole: no rows, because no INSERT returned OK, seen by connection 44',
	],
	[
		{...seenVerdict('PARTIAL', storedRows(3), 10), unanswered: 0, seenBy: '44'},
		'PARTIAL: 3 of 10 rows, all hashes equal, seen by connection 44',
	],
	[
		{
			...seenVerdict('PARTIAL', storedRows(10, {unequal: [2, 9]}), 10),
			unanswered: 0,
			seenBy: '44',
		},
		'PARTIAL: 10 of 10 rows, only 8 of 10 hashes equal, seen by connection 44',
	],
	[{outcome: 'unknown', reason: 'denied'}, 'unknown: denied'],
];

test('a commit of fewer files than were planned says so', t => {
	const [whole] = verdicts.find(([, words]) => words.includes('2 of 2')) ?? [];
	t.regex(
		whole ? describeVerdict(whole, ofFiles(3)) : '',
		/^committed whole: 2 of 2 rows \(3 files planned\), all hashes equal/,
	);
	t.false(
		whole ? describeVerdict(whole, ofFiles(2)).includes('planned') : true,
	);
	const [nothing] =
		verdicts.find(([, words]) => words.includes('no row')) ?? [];
	t.false(
		nothing ? describeVerdict(nothing, ofFiles(3)).includes('planned') : true,
	);
});

for (const [failure, words] of [
	[
		{errno: 1153, code: 'ER_NET_PACKET_TOO_LARGE', message: 'Got a packet'},
		'Got a packet (1153 ER_NET_PACKET_TOO_LARGE)',
	],
	[
		{errno: 1927, message: 'Connection was killed'},
		'Connection was killed (1927 ER_CONNECTION_KILLED)',
	],
	[{errno: 1969, message: 'x'}, 'x (1969 ER_STATEMENT_TIMEOUT)'],
	[{errno: 6413, message: 'x'}, 'x (6413)'],
	[{errno: 1000, message: 'x'}, 'x (1000)'],
	[{errno: 999, message: 'x'}, 'x'],
	[{errno: -32, code: 'EPIPE', message: 'write EPIPE'}, 'write EPIPE'],
	[{message: 'closed'}, 'closed'],
] as const) {
	test(`an error: ${words}`, t => {
		t.is(describeFailure(failure), words);
		const [, message, number] = /^(.*?)(?: \((.*)\))?$/.exec(words) ?? [];
		t.is(
			describeErrorFirst(failure),
			number === undefined ? (message ?? '') : `error ${number}: ${message}`,
		);
	});
}

test('every phase has words of its own', t => {
	const phases = [
		...Object.keys(runPhaseWords),
		...blobsFacts.phases.map(({name}) => name),
	];
	const words = phases.map(phase => phaseWords(phase, plan));
	t.is(new Set(words).size, phases.length);
	t.false(words.includes(''));
	t.is(phaseWords('idle', plan), 'between statements');
	t.is(phaseWords('cut off', plan), 'after the client was cut off');
});

test('a kill in an upload is told with the part that was sent, another one with its phase', t => {
	const told = story().starts().inserts().uploads(0.25).kills('query');
	told.acknowledged().sent().ok().kills('query');
	t.deepEqual(
		told.run.kills.map(kill => sentWords({plan}, kill)),
		['at 25 % of the upload', 'between statements'],
	);
});

for (const [verdict, words] of verdicts) {
	test(`verdict: ${words}`, t => {
		const planned = 'expected' in verdict ? verdict.expected : 1;
		t.is(describeVerdict(verdict, ofFiles(planned)), words);
	});
}

const servers: ReadonlyArray<readonly [ServerFacts, string]> = [
	[
		{
			flavour: 'mysql',
			version: '9.7.4',
			product: 'MySQL 9.7.4',
			address: 'sandbox',
			tls: false,
			surroundings: [],
		},
		'MySQL 9.7.4 · sandbox',
	],
	[
		{
			flavour: 'mysql',
			version: '8.0.32',
			product: 'Aurora MySQL 8.0 (3.05.2)',
			address: 'db:3306',
			tls: true,
			surroundings: [],
		},
		'Aurora MySQL 8.0 (3.05.2) · db:3306 · TLS',
	],
	[
		{
			flavour: 'mariadb',
			version: '10.11.19',
			product: 'MariaDB 10.11.19',
			address: 'db:3306',
			tls: true,
			surroundings: [],
		},
		'MariaDB 10.11.19 · db:3306 · TLS',
	],
	[
		{
			flavour: 'mysql',
			version: '9.7.4',
			product: 'MySQL 9.7.4',
			address: 'db:3306',
			tls: true,
			surroundings: [],
			own: {host: 'ip-10-0-0-7', isReadOnly: true},
		},
		'MySQL 9.7.4 · read-only · db:3306 (ip-10-0-0-7) · TLS',
	],
	[
		{
			flavour: 'mysql',
			version: '9.7.4',
			product: 'MySQL 9.7.4',
			address: 'db:3306',
			tls: false,
			surroundings: [],
			own: {host: 'db-1', isReadOnly: false},
		},
		'MySQL 9.7.4 · db:3306 (db-1)',
	],
];

for (const [server, words] of servers) {
	test(`server: ${words}`, t => {
		t.is(describeServer(server), words);
	});
}

test('small words', t => {
	t.is(killName('query'), 'KILL QUERY');
	t.is(killName('connection'), 'KILL CONNECTION');
	t.is(describeRate(undefined), 'full speed');
	t.is(describeRate(50 * 1024 ** 2), '50.0 MB/s');
	t.is(count(0, 'row'), '0 rows');
	t.is(count(1, 'row'), '1 row');
	t.is(count(2, 'row'), '2 rows');
});
