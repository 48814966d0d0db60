import test from 'ava';
import {
	longestStatement,
	readOneStatement,
} from '../../../../source/lab/workloads/sql/statement.js';

for (const [text, statement] of [
	['UPDATE t SET a = 1', 'UPDATE t SET a = 1'],
	['  UPDATE t SET a = 1 ; ', 'UPDATE t SET a = 1'],
	['-- why\nDELETE FROM t;', 'DELETE FROM t'],
	['CALL commits()', 'CALL commits()'],
	['UPDATE begin SET a = 1', 'UPDATE begin SET a = 1'],
	['SET @autocommit = 1', 'SET @autocommit = 1'],
] as const) {
	test(`taken: ${text}`, t => {
		t.deepEqual(readOneStatement(text), {statement});
	});
}

for (const [text, wrong] of [
	['', 'there is no statement in it'],
	['-- nothing', 'there is no statement in it'],
	[
		'SELECT 1; DELETE FROM t',
		'it has a second statement, DELETE FROM t: what comes before goes into the file of --setup',
	],
	[
		'x'.repeat(longestStatement + 1),
		'it has 65537 characters, and 65536 is the most',
	],
	[
		'start  transaction',
		"START is the lab's: it begins and ends the transaction around your statement",
	],
	[
		'BEGIN',
		"BEGIN is the lab's: it begins and ends the transaction around your statement",
	],
	[
		'rollback',
		"ROLLBACK is the lab's: it begins and ends the transaction around your statement",
	],
] as const) {
	test(`refused: ${text.slice(0, 30)}`, t => {
		t.deepEqual(readOneStatement(text), {wrong});
	});
}

for (const text of [
	'SET autocommit = 0',
	'SET SESSION autocommit = 0',
	'SET  LOCAL  autocommit = 0',
	'set @@autocommit = 0',
	'SET @@session.autocommit = 0',
	"XA START 'one'",
	'COMMIT WORK',
	'Start Transaction READ ONLY',
]) {
	test(`the lab's: ${text}`, t => {
		const read = readOneStatement(text);
		t.regex('wrong' in read ? read.wrong : 'taken', /is the lab's: it begins/);
	});
}

test('the longest statement', t => {
	const statement = `DO '${'x'.repeat(longestStatement - 5)}'`;
	t.is(statement.length, longestStatement);
	t.deepEqual(readOneStatement(statement), {statement});
});
