import test from 'ava';
import {sqlFacts} from '../../../../source/lab/workloads/sql/facts.js';
import {
	excerpt,
	setupOf,
	statementOf,
	verbOf,
} from '../../../../source/lab/workloads/sql/options.js';
import {controlClauses} from '../../../../source/wording/control-words.js';
import {plan as blobs} from '../../../helpers/story.js';

const planned = sqlFacts.plan({
	sql: 'UPDATE orders\n\tSET total = 0',
	setup: 'tables.sql',
	times: 3,
});
const plan = {...blobs, ...planned};

test('a run of a statement in words', t => {
	t.is(statementOf(planned), 'UPDATE orders\n\tSET total = 0');
	t.is(setupOf(planned), 'tables.sql');
	t.is(sqlFacts.describe(planned), 'UPDATE orders SET total = 0, 3 times');
	t.is(sqlFacts.intent(planned), 'run UPDATE orders SET total = 0, 3 times');
	t.is(sqlFacts.detail?.(plan), 'setup tables.sql');
	t.is(sqlFacts.amount(planned, 1), '1 statement');
	t.is(sqlFacts.amount(planned, 2), '2 statements');
	t.is(sqlFacts.stepName(1), 'statement 2');
});

test('a run of no statement yet', t => {
	const none = sqlFacts.plan({});
	t.is(statementOf(none), '');
	t.is(setupOf(none), undefined);
	t.is(none.steps, 1);
	t.is(sqlFacts.describe(none), 'your own statement');
	t.is(sqlFacts.detail?.({...blobs, ...none}), 'no setup');
});

test('the beginning of a statement', t => {
	t.is(excerpt('SELECT  1', 8), 'SELECT 1');
	t.is(excerpt('SELECT 12', 8), 'SELECT …');
	t.is(excerpt("SELECT '\u001B[31m'", 20), "SELECT ' [31m'");
	t.is(verbOf('  (select 1)'), 'SELECT');
	t.is(verbOf('1'), 'statement');
});

for (const [rows, time, times, expected] of [
	[5000, 1000, 1, ['control run: 5,000 rows changed in 1.0 s']],
	[1, 500, 2, ['control run: 1 row changed in 500 ms']],
	[
		0,
		10,
		1,
		[
			'control run: 0 rows changed in 10 ms',
			'too short for a key: --times 500 repeats it in the transaction',
		],
	],
	[
		0,
		0.4,
		3,
		[
			'control run: 0 rows changed in 0.4 ms',
			'too short for a key: --times 1000 repeats it in the transaction',
		],
	],
] as const) {
	test(`a control run of ${time} ms, ${times} times`, t => {
		t.deepEqual(controlClauses({rows, time}, times), expected);
	});
}
