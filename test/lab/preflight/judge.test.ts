import test from 'ava';
import {blobsPlan} from '../../../source/lab/workloads/blobs/options.js';
import {type RunPlan} from '../../../source/lab/events/run-plan.js';
import {changePlan, type BlobsChange} from '../../helpers/blobs.js';
import {problems, type Finding} from '../../../source/lab/events/finding.js';
import {parseGrants} from '../../../source/lab/account/grants.js';
import {judge} from '../../../source/lab/preflight/preflight.js';
import {type Readings} from '../../../source/lab/preflight/readings.js';
import {demandsOf} from '../../../source/lab/workloads/blobs/demands.js';

/*
Readings from the manuals, for servers that are not available here. What the sandbox can show is tested in preflight-mysql.test.ts and preflight-mariadb.test.ts.
*/

const megabyte = 1024 ** 2;

const plan: RunPlan = {
	...blobsPlan({files: 10, size: 100 * megabyte, protocol: 'binary'}),
	schema: 'lab',
	onInterrupt: 'rollback',
	autocommit: false,
	pauseCommit: false,
};

const fine: Readings = {
	product: {flavour: 'mysql', name: 'MySQL', version: '8.4.0'},
	account: "'u'@'%'",
	variables: new Map([
		['max_allowed_packet', String(1024 ** 3)],
		['log_bin', 'OFF'],
		['max_connections', '151'],
		['read_only', 'OFF'],
	]),
	session: new Map(),
	engine: {type: 'seen', value: 'DEFAULT'},
	grants: {
		type: 'seen',
		value: parseGrants(['GRANT ALL PRIVILEGES ON *.* TO `u`@`%`']),
	},
	mayWrite: {type: 'seen', value: true},
	replica: {type: 'seen', value: {type: 'none'}},
	replicas: {type: 'seen', value: {count: 0, ids: new Set()}},
	status: new Map(),
	groupMember: {type: 'seen', value: undefined},
	connected: {type: 'seen', value: 3},
	accountConnections: 0,
	hourly: {type: 'seen', value: {}},
	disks: {type: 'hidden', why: 'no'},
	visibility: {
		thread: {type: 'visible', sql: ''},
		transaction: {type: 'visible'},
	},
	killProcedures: new Set(),
	table: {
		isSchemaThere: false,
		names: {schema: 'lab', table: 'DataBlobs'},
		table: 'none',
	},
};

const mariadb = {
	flavour: 'mariadb',
	name: 'MariaDB',
	version: '10.11.6',
} as const;

type Variables = ReadonlyArray<readonly [string, string]>;

function withVariables(
	variables: Variables,
	rest: Partial<Readings> = {},
): Readings {
	return {
		...fine,
		...rest,
		variables: new Map([...fine.variables, ...variables]),
	};
}

function bad(readings: Readings, changes: BlobsChange = {}) {
	return judge(readings, demandsOf(changePlan(plan, changes)), 2).filter(
		({type}) => type === 'stop' || type === 'warning',
	);
}

function find(findings: readonly Finding[], what: string) {
	return findings.find(finding => finding.what === what);
}

test('nothing stops a run where everything is as it should be', t => {
	t.deepEqual(bad(fine), []);
});

const primary = {
	state: 'ONLINE',
	role: 'PRIMARY',
	members: 3,
	primaries: ['db-1:3306'],
} as const;

const groupLimit = 'group_replication_transaction_size_limit';

test('[manual] Group Replication: a member with the default limit refuses ten files of 100 MB', t => {
	const readings = withVariables([[groupLimit, '150000000']], {
		groupMember: {type: 'seen', value: primary},
	});
	t.like(bad(readings), [
		{
			type: 'stop',
			what: groupLimit,
			value: '150000000 bytes',
			mend: {
				type: 'set',
				setting: {variable: groupLimit, value: 10 * (100 * megabyte + 1024)},
			},
		},
	]);
	t.is(bad(readings).length, 1);
	// Each file is its own transaction.
	t.deepEqual(bad(readings, {autocommit: true}), []);
	t.deepEqual(bad(readings, {files: 1}), []);
});

test('[manual] Group Replication: no limit, no member, or hidden readings stop nothing', t => {
	const member = {groupMember: {type: 'seen', value: primary}} as const;
	t.deepEqual(bad(withVariables([[groupLimit, '0']], member)), []);
	t.deepEqual(bad(withVariables([[groupLimit, '150000000']])), []);
	const hidden = withVariables([[groupLimit, '150000000']], {
		groupMember: {type: 'hidden', why: 'denied'},
	});
	t.like(bad(hidden), [{type: 'warning', what: groupLimit}]);
});

test('[manual] Galera: write sets are limited in bytes and rows', t => {
	const galera = (variables: Variables) =>
		withVariables(
			[
				['wsrep_on', 'ON'],
				['wsrep_max_ws_size', '2147483647'],
				['wsrep_max_ws_rows', '0'],
				...variables,
			],
			{product: mariadb},
		);
	t.deepEqual(bad(galera([])), []);
	t.deepEqual(
		bad(
			galera([
				['wsrep_on', 'OFF'],
				['wsrep_max_ws_size', '1'],
			]),
		),
		[],
	);
	t.like(bad(galera([['wsrep_max_ws_size', '1000000000']])), [
		{
			type: 'stop',
			what: 'wsrep_max_ws_size',
			mend: {type: 'set', setting: {value: 2_147_483_647}},
		},
	]);
	t.like(bad(galera([]), {files: 30}), [
		{type: 'stop', what: 'wsrep_max_ws_size', mend: {type: 'advice'}},
	]);
	t.like(bad(galera([['wsrep_max_ws_rows', '5']])), [
		{
			type: 'stop',
			what: 'wsrep_max_ws_rows',
			mend: {type: 'statement', sql: 'SET GLOBAL wsrep_max_ws_rows = 10'},
		},
	]);
});

test('[manual] innodb_read_only stops a run, as on an Aurora reader', t => {
	t.like(bad(withVariables([['innodb_read_only', 'ON']])), [
		{type: 'stop', what: 'innodb_read_only', mend: {type: 'advice'}},
	]);
});

test('[manual] MySQL 5.7 takes a tenth of the redo log in one blob', t => {
	const variables: Variables = [
		['innodb_log_file_size', String(48 * megabyte)],
		['innodb_log_files_in_group', '2'],
	];
	t.like(
		bad(
			withVariables(variables, {
				product: {flavour: 'mysql', name: 'MySQL', version: '5.7.44'},
			}),
		),
		[{type: 'stop', what: 'innodb_log_file_size'}],
	);
	t.deepEqual(
		bad(
			withVariables(variables, {
				product: {flavour: 'mysql', name: 'MySQL', version: '5.7.44'},
			}),
			{size: 9 * megabyte},
		),
		[],
	);
	t.deepEqual(bad(withVariables(variables)), []);
});

test('[manual] of the disks that the plugin DISKS shows, the one with the data counts', t => {
	const disks = (available: number): Readings =>
		withVariables([['datadir', '/var/lib/mysql/']], {
			product: mariadb,
			disks: {
				type: 'seen',
				value: [
					{path: '/', available: 1e12},
					{path: '/var/lib', available},
					{path: '/var/lib/my', available: 0},
				],
			},
		});
	t.like(bad(disks(500 * megabyte)), [{type: 'stop', what: 'free space'}]);
	t.deepEqual(bad(disks(1001 * megabyte)), []);
});

test('the plugin DISKS shows no disk to an account without FILE', t => {
	t.like(
		find(
			judge(
				{...fine, product: mariadb, disks: {type: 'seen', value: []}},
				demandsOf(plan),
				2,
			),
			'free space',
		),
		{type: 'hidden', grant: 'FILE ON *.*'},
	);
});

test('a run needs connections that are still free', t => {
	const left = (
		connected: number,
		grants = 'GRANT ALL ON `lab`.* TO `u`@`%`',
	) =>
		withVariables([], {
			connected: {type: 'seen', value: connected},
			grants: {type: 'seen', value: parseGrants([grants])},
		});
	t.deepEqual(bad(left(150)), []);
	t.like(bad(left(151)), [{type: 'stop', what: 'max_connections'}]);
	// One more is reserved for an administrator.
	t.deepEqual(bad(left(151, 'GRANT ALL PRIVILEGES ON *.* TO `u`@`%`')), []);
	t.like(bad({...fine, accountConnections: 2}), [
		{type: 'stop', what: 'max_user_connections'},
	]);
});

test('a server that hides its readings stops nothing', t => {
	const hidden = {
		type: 'hidden',
		why: 'denied',
		grant: 'PROCESS ON *.*',
	} as const;
	const findings = judge(
		{
			...fine,
			variables: new Map(),
			grants: hidden,
			replica: hidden,
			groupMember: hidden,
			connected: hidden,
			visibility: {
				thread: {type: 'hidden', why: 'denied'},
				transaction: {type: 'hidden', why: 'denied', grant: 'PROCESS ON *.*'},
			},
		},
		demandsOf(plan),
		2,
	);
	t.deepEqual(
		findings.filter(({type}) => type === 'stop' || type === 'warning'),
		[],
	);
	t.deepEqual(find(findings, 'transactions'), {
		type: 'hidden',
		what: 'transactions',
		why: 'denied',
		grant: 'PROCESS ON *.*',
	});
});

for (const [protocol, most] of [
	['binary', 1024 ** 3 - 1024],
	['long-data', 1024 ** 3 - 1024],
	['text', 1024 ** 3 / 2 - 512],
] as const) {
	test(`the largest file of the ${protocol} protocol is right to the byte, and so is the advice`, t => {
		const findingOf = (size: number) =>
			judge(
				fine,
				demandsOf(changePlan(plan, {files: 1, protocol, size})),
				0,
			).find(({what}) => what === 'max_allowed_packet');
		t.is(findingOf(most)?.type, 'ok');
		t.like(findingOf(most + 1), {
			type: 'stop',
			mend: {
				type: 'advice',
				instead: `choose a --size of at most ${most} bytes: no server takes a larger packet`,
			},
		});
	});
}

const usual: Partial<Readings> = {
	grants: {
		type: 'seen',
		value: parseGrants([
			'GRANT CREATE, DROP, INSERT, SELECT, TRIGGER ON `lab`.* TO `u`@`%`',
		]),
	},
};

for (const [what, encryption, rest, value] of [
	['none', {keyring: {type: 'seen', value: false}}, usual, 'none'],
	[
		'not to be seen',
		{keyring: {type: 'hidden', why: 'denied'}},
		usual,
		'hidden from this account',
	],
	['there', {keyring: {type: 'seen', value: true}}, usual, undefined],
	[
		'none, for an account that may do without',
		{keyring: {type: 'seen', value: false}},
		{},
		undefined,
	],
	[
		'none, in a schema that is not encrypted',
		{schema: false, keyring: {type: 'seen', value: false}},
		usual,
		undefined,
	],
	[
		'none, where the table is there',
		{keyring: {type: 'seen', value: false}},
		{
			...usual,
			table: {
				...fine.table,
				table: 'ours',
				isSchemaOurs: false,
				isAltered: false,
			},
		},
		undefined,
	],
] as const satisfies ReadonlyArray<
	readonly [string, Readings['encryption'], Partial<Readings>, unknown]
>) {
	test(`a server that encrypts new tables: a keyring is ${what}`, t => {
		const readings = withVariables([['default_table_encryption', 'ON']], {
			...rest,
			encryption,
		});
		t.is(
			problems(judge(readings, demandsOf(plan), 2), 'stop').find(
				({what}) => what === 'keyring',
			)?.value,
			value,
		);
	});
}

test("a schema's own encryption counts, whatever the server's default is", t => {
	const readings = withVariables([['default_table_encryption', 'OFF']], {
		...usual,
		encryption: {schema: true, keyring: {type: 'seen', value: false}},
	});
	t.like(bad(readings), [{type: 'stop', what: 'keyring', value: 'none'}]);
});
