import test from 'ava';
import {withoutLiterals} from '../../../source/lab/attach/without-literals.js';

const cases: ReadonlyArray<readonly [statement: string, left: string]> = [
	[
		"UPDATE t SET v = 'secret' WHERE id = 12",
		'UPDATE t SET v = ? WHERE id = ?',
	],
	[String.raw`SELECT 'it''s', 'a\'b', "x""y"`, 'SELECT ?, ?, ?'],
	['SELECT `a 1`, t1.c2 FROM t1', 'SELECT `a 1`, t1.c2 FROM t1'],
	["SELECT 1.5e3, 0xAB, x'00', b'01', _utf8'x'", 'SELECT ?, ?, ?, ?, _utf8?'],
	['SELECT /* secret 1 */ 2 -- secret\n, 3 # secret', 'SELECT ? , ?'],
	["INSERT INTO t VALUES (1, 'cut off", 'INSERT INTO t VALUES (?, ?'],
	["SELECT '-- no comment', '# none'", 'SELECT ?, ?'],
	['SELECT  1\n\tFROM t', 'SELECT ? FROM t'],
	["SELECT '/*', v, '*/'", 'SELECT ?, v, ?'],
	['SELECT 5-3, a-1', 'SELECT ?-?, a-?'],
];

for (const [statement, left] of cases) {
	test(`without its values: ${statement}`, t => {
		t.is(withoutLiterals(statement), left);
	});
}
