import test from 'ava';
import {
	allows,
	grantName,
	parseGrants,
} from '../../../source/lab/account/grants.js';

const place = {schema: 'lab', table: 'DataBlobs'};

const cases: ReadonlyArray<
	readonly [
		title: string,
		lines: readonly string[],
		may: readonly string[],
		mayNot: readonly string[],
	]
> = [
	[
		'everything',
		['GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION'],
		['INSERT', 'DROP'],
		[],
	],
	[
		'some, on the whole server',
		['GRANT SELECT, INSERT, PROCESS ON *.* TO `u`@`%`'],
		['SELECT', 'INSERT'],
		['DROP', 'CREATE'],
	],
	[
		'USAGE is nothing',
		['GRANT USAGE ON *.* TO `u`@`%`'],
		[],
		['SELECT', 'CREATE'],
	],
	[
		'a schema',
		['GRANT USAGE ON *.* TO `u`@`%`', 'GRANT CREATE ON `lab`.* TO `u`@`%`'],
		['CREATE'],
		['SELECT'],
	],
	['another schema', ['GRANT ALL ON `lab2`.* TO `u`@`%`'], [], ['SELECT']],
	['a pattern', ['GRANT DROP ON `l%`.* TO `u`@`%`'], ['DROP'], ['SELECT']],
	['one letter', ['GRANT DROP ON `la_`.* TO `u`@`%`'], ['DROP'], []],
	['no pattern', ['GRANT DROP ON `la\\_`.* TO `u`@`%`'], [], ['DROP']],
	[
		'the table',
		['GRANT INSERT ON `lab`.`DataBlobs` TO `u`@`%`'],
		['INSERT'],
		['DROP'],
	],
	['another table', ['GRANT DROP ON `lab`.`x` TO `u`@`%`'], [], ['DROP']],
	[
		'columns are not the table',
		['GRANT SELECT (id, file_name), INSERT ON `lab`.`DataBlobs` TO `u`@`%`'],
		['INSERT'],
		['SELECT'],
	],
	[
		'a role that is not active gives nothing',
		['GRANT `all`@`%` TO `u`@`%`', 'SET DEFAULT ROLE `all` FOR `u`@`%`'],
		[],
		['SELECT'],
	],
	[
		'ANSI_QUOTES',
		['GRANT SELECT ON "lab"."DataBlobs" TO "u"@"%"'],
		['SELECT'],
		['DROP'],
	],
	[
		'a partial revoke',
		[
			'GRANT SELECT, INSERT ON *.* TO `u`@`%`',
			'REVOKE INSERT ON `lab`.* FROM `u`@`%`',
		],
		['SELECT'],
		['INSERT'],
	],
	[
		'PROXY and routines are something else',
		[
			"GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION",
			'GRANT EXECUTE ON PROCEDURE `lab`.`p` TO `u`@`%`',
		],
		[],
		['EXECUTE', 'PROXY'],
	],
];

for (const [title, lines, may, mayNot] of cases) {
	test(title, t => {
		const grants = parseGrants(lines);
		t.deepEqual(
			may.filter(privilege => !allows(grants, privilege, place)),
			[],
		);
		t.deepEqual(
			mayNot.filter(privilege => allows(grants, privilege, place)),
			[],
		);
	});
}

test('a privilege on the whole server is not a privilege on a schema', t => {
	const grants = parseGrants([
		'GRANT SYSTEM_VARIABLES_ADMIN,CONNECTION_ADMIN ON *.* TO `u`@`%`',
		'GRANT ALL PRIVILEGES ON `lab`.* TO `u`@`%`',
	]);
	t.true(allows(grants, 'CONNECTION_ADMIN'));
	t.false(allows(grants, 'SUPER'));
});

test("a backquote in a schema's name is read, and a dot stands only for itself", t => {
	const grants = parseGrants(['GRANT CREATE ON `a``b.c`.* TO `u`@`%`']);
	t.true(allows(grants, 'CREATE', {schema: 'a`b.c'}));
	t.false(allows(grants, 'CREATE', {schema: 'a`bxc'}));
});

test('a backslash in a pattern makes the next character literal, whatever it is', t => {
	const grants = parseGrants([
		'GRANT CREATE ON `one\\slash`.* TO `u`@`%`',
		'GRANT DROP ON `back\\\\slash`.* TO `u`@`%`',
	]);
	t.true(allows(grants, 'CREATE', {schema: 'oneslash'}));
	t.false(allows(grants, 'CREATE', {schema: String.raw`one\slash`}));
	t.true(allows(grants, 'DROP', {schema: String.raw`back\slash`}));
});

test('with partial_revokes a schema is a name, not a pattern', t => {
	const lines = ['GRANT CREATE ON `a\\_b`.* TO `u`@`%`'];
	t.true(allows(parseGrants(lines), 'CREATE', {schema: 'a_b'}));
	const names = parseGrants(lines, {arePatterns: false});
	t.false(allows(names, 'CREATE', {schema: 'a_b'}));
	t.true(allows(names, 'CREATE', {schema: String.raw`a\_b`}));
});

test('names without quotes are read', t => {
	const grants = parseGrants(['GRANT CREATE ON Abc.DataBlobs TO u@`%`']);
	t.true(allows(grants, 'CREATE', {schema: 'Abc', table: 'DataBlobs'}));
	t.false(allows(grants, 'CREATE', {schema: 'abc', table: 'DataBlobs'}));
});

test('lines that grant nothing here are skipped, and all others are read', t => {
	t.deepEqual(
		parseGrants([
			'GRANT `all`@`%` TO `u`@`%`',
			"GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION",
			'GRANT PROXY ON ``@`` TO `root`@`localhost` WITH GRANT OPTION',
			'GRANT select, Lock Tables ON `la_`.* TO `u`@`%`',
			'REVOKE INSERT ON `a``b`.* FROM `u`@`%`',
			'GRANT ALL ON TABLE lab."a""b" TO `u`@`%`',
		]),
		[
			{
				type: 'grant',
				privileges: new Set(['SELECT', 'LOCK TABLES']),
				isPattern: true,
				schema: 'la_',
			},
			{
				type: 'revoke',
				privileges: new Set(['INSERT']),
				isPattern: false,
				schema: 'a`b',
			},
			{
				type: 'grant',
				privileges: new Set(['ALL']),
				isPattern: false,
				schema: 'lab',
				table: 'a"b',
			},
		],
	);
});

test('a privilege on columns does not count, whatever the columns are called', t => {
	for (const columns of [
		'(id, file_name)',
		'(`a``), DROP, (b`, c)',
		'("a""), DROP, (b", c)',
		'(`a\n), DROP, (b`)',
	]) {
		t.deepEqual(
			parseGrants([
				`GRANT SELECT ${columns}, INSERT ON \`lab\`.* TO \`u\`@\`%\``,
			]),
			[
				{
					type: 'grant',
					privileges: new Set(['', 'INSERT']),
					isPattern: true,
					schema: 'lab',
				},
			],
		);
	}
});

test('a revoke alone allows nothing', t => {
	t.false(
		allows(parseGrants(['REVOKE INSERT ON `lab`.* FROM `u`@`%`']), 'INSERT', {
			schema: 'lab',
		}),
	);
});

test('a GRANT names exactly this schema, whatever characters its name has', t => {
	const schema = String.raw`a_b%c\d`;
	t.is(grantName(schema, true), '`a\\_b\\%c\\\\d`');
	t.is(grantName(schema, false), '`a_b%c\\d`');
});

test("a column can't pose as a privilege", t => {
	const grants = parseGrants([
		'GRANT SELECT (`a), DROP, (b`), INSERT ON `lab`.`DataBlobs` TO `u`@`%`',
	]);
	t.true(allows(grants, 'INSERT', place));
	t.false(allows(grants, 'DROP', place));
});
