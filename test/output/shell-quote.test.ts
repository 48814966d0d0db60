import {execFileSync} from 'node:child_process';
import test from 'ava';
import {shellQuote} from '../../source/output/shell-quote.js';

const words = [
	'',
	'plain-word_1:50%',
	"it's",
	'$HOME `id` "x" \\ !',
	'two\nlines',
	"it's\ttwo\r\nlines \\ \u00851",
	'\u001B[31mred',
	'ü and 🐬',
	'~',
	'#',
];

test('a shell takes each word as it is', t => {
	const script = String.raw`export LC_ALL=C.UTF-8; printf '%s\0' ${words.map(word => shellQuote(word)).join(' ')}`;
	const taken = execFileSync('bash', ['-c', script], {encoding: 'utf8'});
	t.deepEqual(taken.split('\0').slice(0, -1), words);
});

test('it is one printable line', t => {
	t.true(words.every(word => !/\p{Cc}/u.test(shellQuote(word))));
});

test('what needs no quotes has none', t => {
	t.is(shellQuote('query@2:upload:50%'), 'query@2:upload:50%');
	t.is(shellQuote('/run/mysqld.sock'), '/run/mysqld.sock');
});
