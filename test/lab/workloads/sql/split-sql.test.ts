import test from 'ava';
import {splitSql} from '../../../../source/lab/workloads/sql/split-sql.js';

const texts: ReadonlyArray<
	readonly [
		what: string,
		text: string,
		expected: ReadonlyArray<readonly [line: number, sql: string]>,
	]
> = [
	['nothing', '', []],
	['only comments', '-- a; b\n# c;\n/* d; */\n', []],
	['one without a semicolon', 'SELECT 1', [[1, 'SELECT 1']]],
	[
		'two on a line',
		'SELECT 1; SELECT 2;',
		[
			[1, 'SELECT 1'],
			[1, 'SELECT 2'],
		],
	],
	[
		'semicolons in strings, names and comments',
		"SELECT ';', \";\", 'it''s;', '\\';' /* ; */ FROM `a;b`;\nSELECT 2",
		[
			[1, "SELECT ';', \";\", 'it''s;', '\\';' /* ; */ FROM `a;b`"],
			[2, 'SELECT 2'],
		],
	],
	[
		'comments before a statement are left out, and counted',
		'-- first;\n# second;\n/* third;\n*/ SELECT 1;\n\n\nSELECT 2;',
		[
			[4, 'SELECT 1'],
			[7, 'SELECT 2'],
		],
	],
	[
		'comments that a server executes stay',
		'/*!40101 SET NAMES utf8mb4 */;\n/*M!100100 SET @a = 1 */;',
		[
			[1, '/*!40101 SET NAMES utf8mb4 */'],
			[2, '/*M!100100 SET @a = 1 */'],
		],
	],
	[
		'a procedure between two DELIMITER lines',
		'DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END$$\nDELIMITER ;\nCALL p();',
		[
			[2, 'CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END'],
			[4, 'CALL p()'],
		],
	],
];

for (const [what, text, expected] of texts) {
	test(what, t => {
		t.deepEqual(
			splitSql(text).map(({line, sql}) => [line, sql] as const),
			expected,
		);
	});
}
