import test from 'ava';
import {
	chooseRoutes,
	procedureNames,
	usualChoice,
	type KillChoice,
	type KillRoutes,
} from '../../../source/lab/kills/choose-route.js';
import {killStatement, plainRoute} from '../../../source/lab/kills/route.js';
import {productOf, type Product} from '../../../source/server/product.js';

const mysql = productOf({version: '9.7.4'});
const mariadb = productOf({version: '10.11.18-MariaDB'});
const tidb = productOf({version: '5.7.25-TiDB-v6.5.0'});

const rds = ['rds_kill', 'rds_kill_query'];
const rdsMariadb = [...rds, 'rds_kill_query_id'];
const azure = ['az_kill', 'az_kill_query'];

const rdsRoute = {
	query: 'CALL mysql.rds_kill_query(?)',
	connection: 'CALL mysql.rds_kill(?)',
};
const azureRoute = {
	query: 'CALL mysql.az_kill_query(?)',
	connection: 'CALL mysql.az_kill(?)',
};
const byQueryId = 'CALL mysql.rds_kill_query_id(?)';

const plain = {first: plainRoute};

type Case = readonly [
	title: string,
	choice: Partial<KillChoice>,
	product: Product,
	offered: readonly string[],
	expected: KillRoutes | {readonly refused: string},
];

const cases: readonly Case[] = [
	['plain on MySQL', {}, mysql, [], plain],
	['plain on MariaDB', {}, mariadb, [], plain],
	['RDS', {}, mysql, rds, {...plain, fallback: rdsRoute}],
	['Azure', {}, mysql, azure, {...plain, fallback: azureRoute}],
	[
		'one procedure alone',
		{},
		mysql,
		['rds_kill'],
		{...plain, fallback: {...rdsRoute, query: 'KILL QUERY ?'}},
	],
	['SQL although there are procedures', {via: 'sql'}, mysql, rds, plain],
	['asked for RDS', {via: 'rds'}, mysql, rds, {first: rdsRoute}],
	['asked for Azure', {via: 'azure'}, mysql, azure, {first: azureRoute}],
	[
		'RDS where there is none',
		{via: 'rds'},
		mysql,
		azure,
		{
			refused:
				"--kill-via rds needs mysql.rds_kill_query and mysql.rds_kill, which this account can't see on MySQL 9.7.4. Leave --kill-via out, or grant the account EXECUTE ON PROCEDURE mysql.rds_kill_query.",
		},
	],
	[
		'half of Azure',
		{via: 'azure'},
		mysql,
		['az_kill_query'],
		{
			refused:
				"--kill-via azure needs mysql.az_kill, which this account can't see on MySQL 9.7.4. Leave --kill-via out, or grant the account EXECUTE ON PROCEDURE mysql.az_kill.",
		},
	],
	[
		'softly',
		{soft: true},
		mariadb,
		rds,
		{
			first: {
				query: 'KILL SOFT QUERY ?',
				connection: 'KILL SOFT CONNECTION ?',
			},
		},
	],
	[
		'softly on MySQL',
		{soft: true},
		mysql,
		[],
		{
			refused:
				'--kill-soft needs MariaDB, but this is MySQL 9.7.4. Leave --kill-soft out.',
		},
	],
	[
		'softly by RDS',
		{soft: true, via: 'rds'},
		mariadb,
		rds,
		{
			refused:
				'--kill-soft does not work with --kill-via rds: its procedures have no soft kill. Use only one of the two.',
		},
	],
	[
		'by query id',
		{byQueryId: true},
		mariadb,
		rdsMariadb,
		{
			first: {...plainRoute, byQueryId: 'KILL QUERY ID ?'},
			fallback: {...rdsRoute, byQueryId},
		},
	],
	[
		'by query id, softly',
		{byQueryId: true, soft: true},
		mariadb,
		[],
		{
			first: {
				query: 'KILL SOFT QUERY ?',
				connection: 'KILL SOFT CONNECTION ?',
				byQueryId: 'KILL SOFT QUERY ID ?',
			},
		},
	],
	[
		'by query id by RDS',
		{byQueryId: true, via: 'rds'},
		mariadb,
		rdsMariadb,
		{first: {...rdsRoute, byQueryId}},
	],
	[
		'by query id by an RDS that does not offer it',
		{byQueryId: true, via: 'rds'},
		mariadb,
		rds,
		{
			refused:
				"--kill-via rds needs mysql.rds_kill_query_id, which this account can't see on MariaDB 10.11.18. Leave --kill-via out, or grant the account EXECUTE ON PROCEDURE mysql.rds_kill_query_id.",
		},
	],
	[
		'by query id on MySQL',
		{byQueryId: true},
		mysql,
		[],
		{
			refused:
				'--kill-by-query-id needs MariaDB, but this is MySQL 9.7.4. Leave --kill-by-query-id out.',
		},
	],
	[
		'by query id by Azure',
		{byQueryId: true, via: 'azure'},
		mariadb,
		azure,
		{
			refused:
				'--kill-by-query-id does not work with --kill-via azure: its procedures take only connection ids. Use only one of the two.',
		},
	],
	[
		'TiDB',
		{},
		tidb,
		[],
		{
			first: {
				query: 'KILL TIDB QUERY ?',
				connection: 'KILL TIDB CONNECTION ?',
			},
		},
	],
];

for (const [title, choice, product, offered, expected] of cases) {
	test(title, t => {
		t.deepEqual(
			chooseRoutes({...usualChoice, ...choice}, product, new Set(offered)),
			expected,
		);
	});
}

test("the names that are looked up are those of Azure's and RDS's procedures", t => {
	t.deepEqual(
		[...procedureNames].toSorted(),
		[...azure, ...rdsMariadb].toSorted(),
	);
});

test('ids beyond 2^53 keep every digit, in a KILL and in a CALL', t => {
	const target = {
		connectionId: '18446744073709551615',
		queryId: '9007199254740993',
	};
	const route = {...rdsRoute, byQueryId};
	t.is(
		killStatement('query', target, plainRoute),
		'KILL QUERY 18446744073709551615',
	);
	t.is(
		killStatement('connection', target, route),
		'CALL mysql.rds_kill(18446744073709551615)',
	);
	t.is(
		killStatement('query', target, route),
		'CALL mysql.rds_kill_query_id(9007199254740993)',
	);
});

test('where the statement has no number, the KILL names the connection', t => {
	const route = {...plainRoute, byQueryId: 'KILL QUERY ID ?'};
	t.is(killStatement('query', {connectionId: '42'}, route), 'KILL QUERY 42');
});

test("a KILL names the statement's number only if that is requested and offered", t => {
	const route = (choice: Partial<KillChoice>, offered: readonly string[]) => {
		const routes = chooseRoutes(
			{...usualChoice, ...choice},
			mariadb,
			new Set(offered),
		);
		return 'refused' in routes ? routes.refused : routes.fallback?.byQueryId;
	};

	t.is(route({}, rdsMariadb), undefined);
	t.is(route({byQueryId: true}, rds), undefined);
	t.is(route({byQueryId: true}, azure), undefined);
	t.is(route({byQueryId: true}, rdsMariadb), byQueryId);
	t.regex(
		route({soft: true, via: 'azure'}, azure) ?? '',
		/^--kill-soft does not work with --kill-via azure/,
	);
});

test('the usual route is the plain one, which a session does not report', t => {
	const routes = chooseRoutes(usualChoice, mysql, new Set());
	t.is('first' in routes && routes.first, plainRoute);
});
