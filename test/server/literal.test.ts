import test from 'ava';
import {literal, quoted, withValues} from '../../source/server/literal.js';

test('a value replaces its question mark, but not a question mark in a value', t => {
	t.is(
		withValues('SELECT ?, ? AS a', ['?', 7]),
		"SELECT _utf8mb4 x'3f', 7 AS a",
	);
	t.is(withValues('SELECT `a?b`', []), 'SELECT `a?b`');
	t.throws(() => withValues('SELECT ?', ['a', 'b']), {
		instanceOf: TypeError,
		message: 'The statement has 1 placeholders for 2 values',
	});
});

test('a literal contains nothing that depends on a mode of the server', t => {
	t.is(literal(String.raw`o'b\"`), "_utf8mb4 x'6f27625c22'");
	t.is(literal('ü'), "_utf8mb4 x'c3bc'");
	t.is(literal(''), "_utf8mb4 x''");
	t.is(literal(42), '42');
});

test('a name is quoted with backquotes', t => {
	t.is(quoted('a`b'), '`a``b`');
	t.is(quoted('a\\'), '`a\\`');
});
