import test from 'ava';
import {
	blobsPlan,
	type BlobsOptions,
} from '../../source/lab/workloads/blobs/options.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {
	parseArguments,
	type Arguments,
	type LabOptions,
} from '../../source/options/parse-command-line.js';
import {allFacts} from '../../source/lab/workloads/facts/registry.js';
import {sqlFacts} from '../../source/lab/workloads/sql/facts.js';
import {WrongArguments} from '../../source/options/flag-values.js';
import {holdsPassword} from '../../source/options/read-server.js';
import {usualChoice} from '../../source/lab/kills/choose-route.js';
import {type Server} from '../../source/server/address.js';
import {type ServerEnvironment} from '../../source/server/given-server.js';
import {type OptionFileChoice} from '../../source/server/option-files.js';
import {fromFile} from '../helpers/from-file.js';

const surroundings = {userName: 'ann', localSocket: '/run/mysqld.sock'};
const megabyte = 1024 ** 2;

/** These options of the blobs, the others as usual. */
function blobs(change: Partial<BlobsOptions>): Partial<LabOptions> {
	return {
		workload: blobsPlan({
			files: 10,
			size: 100 * megabyte,
			protocol: 'binary',
			...change,
		}),
		given: change,
	};
}

const defaults: LabOptions = {
	target: {type: 'sandbox'},
	schema: 'MeasurementDB',
	kills: [],
	killChoice: usualChoice,
	autocommit: false,
	pauseCommit: false,
	workload: blobsPlan({files: 10, size: 100 * megabyte, protocol: 'binary'}),
	given: {},
	output: 'screen',
	wait: false,
	isUntyped: false,
	keep: false,
	ascii: false,
	fix: false,
	yes: false,
};

function parse(line: string, password?: string): Arguments {
	return parseArguments(line.split(' ').filter(Boolean), {
		...surroundings,
		...(password !== undefined && {password}),
	});
}

const lab: ReadonlyArray<readonly [line: string, change: Partial<LabOptions>]> =
	[
		['', {}],
		['--sandbox', {}],
		['--fix --yes', {fix: true, yes: true}],
		['--sandbox=', {}],
		[
			'--sandbox=mysql',
			{target: {type: 'sandbox', choice: {flavour: 'mysql'}}},
		],
		[
			'--sandbox=mariadb',
			{target: {type: 'sandbox', choice: {flavour: 'mariadb'}}},
		],
		...['11', '11.8', '11.8.6'].map(
			version =>
				[
					`--sandbox=mariadb-${version}`,
					{
						target: {
							type: 'sandbox',
							choice: {flavour: 'mariadb', version},
						},
					},
				] as const,
		),
		[
			'--server-program /opt/mysqld',
			{target: {type: 'sandbox', program: '/opt/mysqld'}},
		],
		[
			'--sandbox=mariadb --server-program=/opt/mariadbd',
			{
				target: {
					type: 'sandbox',
					choice: {flavour: 'mariadb'},
					program: '/opt/mariadbd',
				},
			},
		],
		['-D mine', {schema: 'mine'}],
		['-Dmine', {schema: 'mine'}],
		['--database=mine', {schema: 'mine'}],
		['--files 1', blobs({files: 1})],
		['--files=1000', blobs({files: 1000})],
		['--size 4096', blobs({size: 4096})],
		['--size=64k', blobs({size: 65_536})],
		['--protocol binary', blobs({protocol: 'binary'})],
		['--protocol long-data', blobs({protocol: 'long-data'})],
		['--protocol=text', blobs({protocol: 'text'})],
		['--workload blobs', {}],
		['--workload update', {workload: rowsPlan('update', 1_000_000)}],
		[
			'--workload=update --scale 0.5',
			{workload: rowsPlan('update', 500_000), given: {scale: 0.5}},
		],
		['--on-interrupt skip', {onInterrupt: 'skip'}],
		['--autocommit', {autocommit: true}],
		['--expect rolled-back', {expect: 'rolled-back'}],
		[
			'--kill query@commit --kill connection@2s',
			{
				kills: [
					{kind: 'query', moment: {type: 'phase', phase: 'commit', part: 0}},
					{kind: 'connection', moment: {type: 'time', after: 2000}},
				],
			},
		],
		['--kill-via auto', {}],
		['--kill-via sql', {killChoice: {...usualChoice, via: 'sql'}}],
		['--kill-via=rds', {killChoice: {...usualChoice, via: 'rds'}}],
		['--kill-via azure', {killChoice: {...usualChoice, via: 'azure'}}],
		['--kill-soft', {killChoice: {...usualChoice, soft: true}}],
		['--kill-by-query-id', {killChoice: {...usualChoice, byQueryId: true}}],
		['--rate 20MB/s', {rate: 20 * megabyte}],
		['--rate=20MB', {rate: 20 * megabyte}],
		['--rate max', {rate: 'max'}],
		['--plain', {output: 'plain'}],
		['--json', {output: 'json'}],
		['--json --json', {output: 'json'}],
		['--wait', {wait: true}],
		['--no-wait', {wait: false}],
		['--keep', {keep: true}],
		['--yes', {yes: true}],
		['--ascii', {ascii: true}],
		['--record run.jsonl', {record: 'run.jsonl'}],
		['--report run.md', {report: 'run.md'}],
		[
			'--files 2 --size 1m --json --keep',
			{
				...blobs({files: 2, size: megabyte}),
				output: 'json',
				keep: true,
			},
		],
	];

for (const [line, change] of lab) {
	test(`lab: ${line}`, t => {
		t.deepEqual(parse(line), {
			type: 'lab',
			options: {...defaults, ...change},
		});
	});
}

const localSocket = {type: 'socket', path: '/run/mysqld.sock'} as const;

function tcp(host: string, port = 3306) {
	return {type: 'tcp', host, port} as const;
}

const servers: ReadonlyArray<
	readonly [line: string, server: Partial<Server>, schema?: string]
> = [
	['-h db', {address: tcp('db')}],
	['-hdb', {address: tcp('db')}],
	['-h=db', {address: tcp('db')}],
	['-hP', {address: tcp('P')}],
	['--host db', {address: tcp('db')}],
	['--host=db', {address: tcp('db')}],
	['-h localhost', {address: localSocket}],
	['-h localhost -P 3306', {address: tcp('localhost')}],
	['-h 127.0.0.1', {address: tcp('127.0.0.1')}],
	['-h ::1 -P3307', {address: tcp('::1', 3307)}],
	['-h [::1] -P3307', {address: tcp('::1', 3307)}],
	['-P 3307', {address: tcp('localhost', 3307)}],
	['-P1', {address: tcp('localhost', 1)}],
	['--port=65535', {address: tcp('localhost', 65_535)}],
	['-u root', {address: localSocket, user: 'root'}],
	['-uroot', {address: localSocket, user: 'root'}],
	['--user=root', {address: localSocket, user: 'root'}],
	['-S /x.sock', {address: {type: 'socket', path: '/x.sock'}}],
	['-S/x.sock', {address: {type: 'socket', path: '/x.sock'}}],
	['--socket=/x.sock', {address: {type: 'socket', path: '/x.sock'}}],
	['-h db -D mine', {address: tcp('db')}, 'mine'],
	['mysql://db', {address: tcp('db')}],
	['mariadb://db', {address: tcp('db')}],
	['mysql://db:3307', {address: tcp('db', 3307)}],
	['mysql://localhost', {address: localSocket}],
	['mysql://localhost:3306', {address: tcp('localhost')}],
	['mysql://root@db/', {address: tcp('db'), user: 'root'}],
	['mysql://root@db/mine', {address: tcp('db'), user: 'root'}, 'mine'],
	['mysql:///mine', {address: localSocket}, 'mine'],
	[
		'mysql://root:s3cret@db:3307/mine',
		{address: tcp('db', 3307), user: 'root', password: 's3cret'},
		'mine',
	],
	[
		'mysql://a%40b:p%3A%2F%25@db/m%C3%BC%20n',
		{address: tcp('db'), user: 'a@b', password: 'p:/%'},
		'mü n',
	],
	['mysql://root@[::1]:3307', {address: tcp('::1', 3307), user: 'root'}],
	['mysql://[2001:db8::7]/x', {address: tcp('2001:db8::7')}, 'x'],
	[
		'mysql://root@db/mine -D other',
		{address: tcp('db'), user: 'root'},
		'other',
	],
	['mysql://root@db -u bob', {address: tcp('db'), user: 'bob'}],
	['mysql:///mine -h db', {address: tcp('db')}, 'mine'],
	['-ps3cret', {address: localSocket, password: 's3cret'}],
	['-p=s3cret', {address: localSocket, password: '=s3cret'}],
	['-uroot -ps3cret', {address: localSocket, user: 'root', password: 's3cret'}],
	['--password=s3cret', {address: localSocket, password: 's3cret'}],
	['--password=-p', {address: localSocket, password: '-p'}],
	['--password=', {address: localSocket, password: ''}],
	[
		'mysql://root:s3cret@db -pown',
		{address: tcp('db'), user: 'root', password: 'own'},
	],
	['-h db --ssl-mode REQUIRED', {address: tcp('db'), tls: {mode: 'REQUIRED'}}],
	['--ssl-mode=required', {address: localSocket, tls: {mode: 'REQUIRED'}}],
	[
		'-h db --get-server-public-key',
		{address: tcp('db'), publicKey: {type: 'server'}},
	],
	[
		'-h db --get-server-public-key --server-public-key-path=/k.pem',
		{address: tcp('db'), publicKey: {type: 'file', path: '/k.pem'}},
	],
	[
		'mysql://db?get-server-public-key=true',
		{address: tcp('db'), publicKey: {type: 'server'}},
	],
	['mysql://db?get-server-public-key=0', {address: tcp('db')}],
	[
		'mysql://db?server-public-key-path=%2Fk.pem',
		{address: tcp('db'), publicKey: {type: 'file', path: '/k.pem'}},
	],
	['-S 33199', {address: {type: 'socket', path: '33199'}}],
	[
		'-h db --ssl-ca=/ca.pem',
		{address: tcp('db'), tls: {mode: 'VERIFY_CA', ca: '/ca.pem'}},
	],
	[
		'-h db --ssl-mode=Verify_Identity --ssl-ca /ca.pem --ssl-cert /c.pem --ssl-key /k.pem',
		{
			address: tcp('db'),
			tls: {
				mode: 'VERIFY_IDENTITY',
				ca: '/ca.pem',
				cert: '/c.pem',
				key: '/k.pem',
			},
		},
	],
	[
		'mysql://db?ssl-mode=VERIFY_CA&ssl-ca=%2Fca.pem&ssl-cert=/c&ssl-key=/k',
		{
			address: tcp('db'),
			tls: {mode: 'VERIFY_CA', ca: '/ca.pem', cert: '/c', key: '/k'},
		},
	],
	['-h db --connect-timeout 5', {address: tcp('db'), connectTimeout: 5000}],
	['--login-path=far', {}],
	['--defaults-file=/x.cnf', {}],
	['--defaults-extra-file /x.cnf', {}],
	['-u root --no-defaults', {user: 'root'}],
];

for (const [line, server, schema = defaults.schema] of servers) {
	test(`server: ${line}`, t => {
		t.deepEqual(parse(line), {
			type: 'lab',
			options: {
				...defaults,
				schema,
				target: {
					type: 'named',
					server: {
						address: localSocket,
						user: 'ann',
						// Over TCP it is encrypted if the server supports it.
						...(server.address?.type === 'tcp' && {tls: {mode: 'PREFERRED'}}),
						...server,
					},
				},
			},
		});
	});
}

const see = 'See kill-lab --help.';
const once = 'Name the server only once: by URI, -h or -S.';
const schemaName =
	'A schema name can have at most 64 characters, no trailing space and no emoji. Name another schema with --database.';
const uriForm =
	'Write the server as mysql://user@host:port/database, with a port up to 65535. In a name or password write %40 for @, %2F for /, %3F for ? and %23 for #.';
const percent =
	'The URI has a % that is not followed by two hexadecimal digits. Write %25 instead.';
const notBoth = 'Name a server or ask for a sandbox, not both.';

const passwordFollows = `One of the arguments is not understood. Write a password directly after -p, without a space. ${see}`;
const exclude =
	'Use only one of --no-defaults, --defaults-file and --defaults-extra-file.';
const query =
	'After its ? a URI takes ssl-mode=, ssl-ca=, ssl-cert=, ssl-key=, server-public-key-path= and get-server-public-key=true, and no #. In a name or password write %3F for ? and %23 for #.';

function sslMode(word: string): string {
	return `--ssl-mode takes DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY, not "${word}".`;
}

function timeLimit(word: string): string {
	return `--connect-timeout takes a whole number of seconds from 1 to 86400, not "${word}".`;
}

/** A value that is not a number is not repeated: it may be a password. */
function port(word: string): string {
	return `A port is a number from 1 to 65535${/^\d+$/.test(word) ? `, not ${word}` : ''}.`;
}

function files(word: string): string {
	return `--files takes a whole number from 1 to 1000, not "${word}".`;
}

function size(word: string): string {
	return `--size takes a size such as 100MB, not "${word}".`;
}

function rate(word: string): string {
	return `--rate takes a rate such as 20MB/s, or max, not "${word}".`;
}

const wrong: ReadonlyArray<readonly [line: string, message: string]> = [
	['--nope', `Unknown option --nope. ${see}`],
	['--help --nope', `Unknown option --nope. ${see}`],
	[
		'--server-programme=x',
		`Unknown option --server-programme. Did you mean --server-program? ${see}`,
	],
	['--sizes=1MB', `Unknown option --sizes. Did you mean --size? ${see}`],
	['swep', `"swep" is not understood. Did you mean sweep? ${see}`],
	// It needs no name.
	['lab', `"lab" is not understood. ${see}`],
	[
		'workloads lunch',
		'There is no workload "lunch". kill-lab workloads lists them.',
	],
	[
		'help exit-code',
		'There is no help on "exit-code". Did you mean exit-codes? kill-lab help lists the topics.',
	],
	[
		'help lunch',
		'There is no help on "lunch". kill-lab help lists the topics.',
	],
	['help keys verdicts', 'kill-lab help TOPIC takes nothing after it.'],
	['--verbose', '--verbose works only with --version.'],
	[
		'completion',
		'completion takes a shell: kill-lab completion bash, zsh or fish.',
	],
	[
		'completion bsh',
		'completion takes bash, zsh or fish, not "bsh". Did you mean bash?',
	],
	['completion bash zsh', 'kill-lab completion SHELL takes nothing after it.'],
	['-x', `Unknown option -x. ${see}`],
	['-xyz', `Unknown option -x. ${see}`],
	['swept', `"swept" is not understood. ${see}`],
	['--sandbox mysql', `"mysql" is not understood. ${see}`],
	['--size 100 MB', `"MB" is not understood. ${see}`],
	['-- --files', `"--files" is not understood. ${see}`],
	['--host a --host b', 'The flag --host can only be set once.'],
	['-u a --user=b', 'The flag --user can only be set once.'],
	['--files 1 --files 1', 'The flag --files can only be set once.'],
	[
		'-h db --ssl-mode=required --ssl-mode=disabled',
		'The flag --ssl-mode can only be set once.',
	],
	['--host', '--host needs a value.'],
	['-h', '--host needs a value.'],
	['--host=', '--host needs a value.'],
	['-u --json', '--user needs a value.'],
	['--record --json', '--record needs a value.'],
	['--report --json', '--report needs a value.'],
	['--database=', '--database needs a value.'],
	['--files', '--files needs a value.'],
	['--json --plain', 'Use --json or --plain, not both.'],
	...[
		'oracle',
		'mariadb-',
		'mariadb11.8',
		'mariadb-11.8.',
		'mysql-9.7.4.1',
		'mysql-new',
	].map(
		word =>
			[
				`--sandbox=${word}`,
				`--sandbox takes mysql or mariadb, or one with a version such as mariadb-11.8, not "${word}".`,
			] as const,
	),
	['--sandbox -u root', notBoth],
	['--sandbox=mysql mysql://db', notBoth],
	['--server-program x -h db', notBoth],
	['--sandbox --login-path=far', notBoth],
	['--sandbox --defaults-file=/x', notBoth],
	['--sandbox -p', notBoth],
	['-p nope', passwordFollows],
	['--password nope', passwordFollows],
	['-p -p', '--password can be given only once.'],
	['--no-defaults --defaults-file=/x', exclude],
	['--defaults-extra-file=/x --defaults-file=/x', exclude],
	['--ssl-ca=', '--ssl-ca needs a value.'],
	['--login-path', '--login-path needs a value.'],
	['--kill', '--kill needs a value.'],
	['--kill=', '--kill needs a value.'],
	['--kill query@commit --kill --plain', '--kill needs a value.'],
	['--ssl-mode=maybe', sslMode('maybe')],
	['--ssl-mode=verify', sslMode('verify')],
	['-h db --connect-timeout=0', timeLimit('0')],
	['-h db --connect-timeout=1.5', timeLimit('1.5')],
	['-h db --connect-timeout=10s', timeLimit('10s')],
	['mysql://db?ssl-mode=maybe', query],
	['mysql://db?ssl-mode=', query],
	['mysql://db?get-server-public-key=maybe', query],
	['mysql://db?get-server-public-key=', query],
	['mysql://db?server-public-key-path=', query],
	['mysql://db?compression=1', query],
	['mysql://db -h db', once],
	['mysql://db -S /x', once],
	['-h db -S /x', 'Name the server only once: by -h or -S.'],
	['mysql:///mine -h db -S /x', 'Name the server only once: by -h or -S.'],
	['-P 0', port('0')],
	['-P0', port('0')],
	['-P -1', port('-1')],
	['-P-1', port('-1')],
	['-P 65536', port('65536')],
	['-P 3306.5', port('3306.5')],
	['-P http', port('http')],
	['-P 1e3', port('1e3')],
	['-P 0x10', port('0x10')],
	['-S /x -P http', port('http')],
	['mysql://db:0', port('0')],
	['mysql://db:65536', uriForm],
	['mysql://db:http', uriForm],
	['mysql://root@', uriForm],
	['mysql://ann:p@ss/w@db/a', uriForm],
	['mysql://db/a/b', uriForm],
	['-h db:3307', 'A host has no port in it. Use -P for the port.'],
	['-h /tmp/x.sock', 'A host has no / in it. Use -S for a socket.'],
	['mysql://%2Ftmp', 'A host has no / in it. Use -S for a socket.'],
	['postgres://db', uriForm],
	['https://db', uriForm],
	['mysql://root%zz@db', percent],
	['mysql://root:50%@db', percent],
	['mysql://db/50%', percent],
	['--files 0', files('0')],
	['--files -5', files('-5')],
	['--files=-5', files('-5')],
	['--files 1001', files('1001')],
	['--files 1.5', files('1.5')],
	['--files 1e2', files('1e2')],
	['--files ten', files('ten')],
	['--size 0', size('0')],
	['--size -5', size('-5')],
	['--size big', size('big')],
	['--size 5TB', size('5TB')],
	['--size 20MB/s', size('20MB/s')],
	['--rate 0', rate('0')],
	['--rate=-5MB', rate('-5MB')],
	['--rate fast', rate('fast')],
	['--rate 20MB/h', rate('20MB/h')],
	[
		'--protocol http',
		'--protocol takes binary, long-data or text, not "http".',
	],
	[
		'--on-interrupt wait',
		'--on-interrupt takes ask, rollback, retry, skip or commit, not "wait".',
	],
	[`-D${'a'.repeat(65)}`, schemaName],
	['-D😀', schemaName],
	['mysql://db/lab%20', schemaName],
	['--expect gone', '--expect takes committed or rolled-back, not "gone".'],
	[
		'--kill query@2',
		'--kill takes a kill such as query@2:upload:50%, connection@3:execute, query@commit or query@5s, not "query@2".',
	],
];

for (const [line, message] of wrong) {
	test(`wrong: ${line}`, t => {
		t.deepEqual(parse(line), {type: 'wrong', message});
	});
}

/** The parser behind meow turns these into something other than text. */
const notText = [
	'--no-host',
	'--no-user',
	'--no-files',
	'--no-record',
	'--host.name=db',
	'--user.name=root',
	'--record.file=x',
];

for (const line of notText) {
	test(`not text, so wrong: ${line}`, t => {
		t.is(parse(line).type, 'wrong');
	});
}

test('a fragment in a URI is not understood: it may be a # in a password', t => {
	t.is(parse('mysql://root:12#s3cret@db/mine').type, 'wrong');
	t.is(parse('mysql://db/mine#s3cret').type, 'wrong');
});

/** Wrong command lines, of every kind. */
const secrets = [
	'postgres://root:s3cret@db',
	'mysql://root:s3cret@db -h db',
	'mysql://root:s3cret@db -S /x',
	'mysql://root:s3cret@db --sandbox',
	'mysql://root:s3cret@db:0',
	'mysql://root:s3cret@db:99999',
	'mysql://root:s3cret%@db',
	'mysql://root:12/s3cret@db --sandbox',
	'mysql://db/?password=s3cret',
	'mysql://root:12?s3cret@db',
	'mysql://root:12#s3cret@db --sandbox',
	'mysql://root:s3cret@db mysql://root:s3cret@db',
	'-h db mysql://root:s3cret@db',
	'--files 2 mysql://root:s3cret@db extra',
	'extra mysql://root:s3cret@db',
	'root:s3cret@db/mine',
	'mysql:root:s3cret@db',
	'mysql://root:12?ssl-mode=s3cret@db',
	'mysql://db?ssl-mode=REQUIRED&ssl-mode=s3cret',
	'mysql://db?ssl-ca=',
	'--password s3cret',
	'-p s3cret',
	'-h db -p s3cret more',
	'-ps3cret -ps3cret',
	'-ps3cret --nope',
	'-ps3cret --sandbox',
	'-ps3cret nope',
	'--password=s3cret -P http',
	'--password=s3cret --password',
	'replay run.jsonl -ps3cret',
];

for (const line of secrets) {
	test(`the password is not printed: ${line}`, t => {
		const parsed = parse(line);
		t.is(parsed.type, 'wrong');
		t.notRegex(JSON.stringify(parsed), /s3cret/);
	});
}

test('DISABLED is no encryption', t => {
	for (const line of [
		'-h db --ssl-mode=disabled',
		'mysql://db?ssl-mode=DISABLED',
		'mysql://db?ssl-mode=required --ssl-mode=disabled',
	]) {
		t.deepEqual(parse(line), {
			type: 'lab',
			options: {
				...defaults,
				target: {type: 'named', server: {address: tcp('db'), user: 'ann'}},
			},
		});
	}
});

test('-p and --password ask', t => {
	for (const line of ['-p', '--password', '-h localhost -p', '-p -u ann']) {
		t.deepEqual(parse(line, 'from outside'), {
			type: 'lab',
			options: {
				...defaults,
				target: {
					type: 'named',
					server: {address: localSocket, user: 'ann'},
					asksPassword: true,
				},
			},
		});
	}
});

test('after -- nothing is a password', t => {
	t.deepEqual(parse('-- -p'), {
		type: 'wrong',
		message: `"-p" is not understood. ${see}`,
	});
});

/** Which option files are read; nothing: a sandbox. */
const choices: ReadonlyArray<
	readonly [line: string, choice: OptionFileChoice | undefined]
> = [
	['', undefined],
	['-D mine', undefined],
	['--no-defaults', undefined],
	['--connect-timeout=5', undefined],
	['--sandbox --no-defaults', undefined],
	['-h db', {files: {type: 'usual'}}],
	['-p', {files: {type: 'usual'}}],
	['--ssl-mode=REQUIRED', {files: {type: 'usual'}}],
	['mysql://db', {files: {type: 'usual'}}],
	['--login-path=far', {files: {type: 'usual'}, loginPath: 'far'}],
	[
		'--defaults-extra-file=/x --login-path far',
		{files: {type: 'usual', extra: '/x'}, loginPath: 'far'},
	],
	['--defaults-file=/x', {files: {type: 'only', file: '/x'}}],
	['-h db --no-defaults', {files: {type: 'none'}}],
];

for (const [line, choice] of choices) {
	test(`option files for: ${line}`, t => {
		const chosen: OptionFileChoice[] = [];
		const parsed = parseArguments(line.split(' ').filter(Boolean), {
			...surroundings,
			readOptions(files) {
				chosen.push(files);
				return {
					lines: fromFile({host: 'file', user: 'file', database: 'file'}),
				};
			},
		});
		t.deepEqual(chosen, choice ? [choice] : []);
		t.is(
			parsed.type === 'lab' ? parsed.options.target.type : parsed,
			choice ? 'named' : 'sandbox',
		);
	});
}

/** Whether MYSQL_HOST or MYSQL_UNIX_PORT names a server. */
const inEnvironment: ReadonlyArray<
	readonly [
		line: string,
		environment: Partial<ServerEnvironment>,
		target: 'sandbox' | Server['address'],
	]
> = [
	['', {host: 'env'}, tcp('env')],
	['-D mine', {host: 'env'}, tcp('env')],
	['', {host: 'localhost'}, localSocket],
	['', {socket: localSocket.path}, localSocket],
	['--connect-timeout=5', {host: 'env'}, tcp('env')],
	['', {host: 'env', port: '3307'}, tcp('env', 3307)],
	['', {port: '3307', password: 's3cret'}, 'sandbox'],
	['--sandbox', {host: 'env'}, 'sandbox'],
	['--sandbox=mysql', {socket: '/x.sock'}, 'sandbox'],
	['--server-program /opt/mysqld', {host: 'env'}, 'sandbox'],
	['-h db', {host: 'env', port: '3307'}, tcp('db', 3307)],
	['-S /run/mysqld.sock', {host: 'env'}, localSocket],
];

for (const [line, environment, target] of inEnvironment) {
	test(`environment ${JSON.stringify(environment)}: ${line}`, t => {
		const parsed = parseArguments(line.split(' ').filter(Boolean), {
			...surroundings,
			...environment,
		});
		if (parsed.type !== 'lab') {
			throw new Error(JSON.stringify(parsed));
		}

		const {target: found} = parsed.options;
		t.deepEqual(
			found.type === 'named' ? found.server.address : found.type,
			target,
		);
	});
}

test('a password on the command line is recognised', t => {
	for (const line of [
		'-ps3cret',
		'-u root --password=s3cret',
		'mysql://root:s3cret@db',
		'mysql://root:s3/cr@t@db',
		'--files=1 mariadb://:s3cret@db',
	]) {
		t.true(holdsPassword(line.split(' ')), `${line}`);
	}

	for (const line of [
		'-p',
		'--password',
		'-P 3307 --plain --protocol=text',
		'mysql://root@db:3307/mine',
		'mysql://db:3307',
	]) {
		t.false(holdsPassword(line.split(' ')), `${line}`);
	}
});

test("the environment's password is only for named servers, and a URI takes precedence", t => {
	const passwords = ['', '-h db', 'mysql://root@db', 'mysql://root:own@db'].map(
		line => {
			const parsed = parse(line, 'from outside');
			return parsed.type === 'lab' && parsed.options.target.type === 'named'
				? parsed.options.target.server.password
				: undefined;
		},
	);
	t.deepEqual(passwords, [undefined, 'from outside', 'from outside', 'own']);
});

test('--help and --version take precedence over everything that is spelled right', t => {
	t.deepEqual(parse('--help'), {type: 'help'});
	t.deepEqual(parse('--files none --help'), {type: 'help'});
	t.deepEqual(parse('--version'), {type: 'version', isVerbose: false});
	t.deepEqual(parse('--version --verbose'), {type: 'version', isVerbose: true});
	t.deepEqual(parse('--version --help'), {type: 'help'});
});

test('replay: a file, the speed, and the form of the output', t => {
	for (const [words, change] of [
		[[], {}],
		[['--speed=0.5', '--ascii'], {speed: 0.5, ascii: true}],
		[['--seek', '50%'], {seek: {type: 'part', part: 0.5}}],
		[['--cast', 'run.cast'], {files: {cast: 'run.cast'}}],
		[['--html=run.html'], {files: {html: 'run.html'}}],
		[
			['--cast=run.cast', '--cast-version=3', '--cast-size=120x40'],
			{
				files: {cast: 'run.cast'},
				castVersion: 'v3',
				size: {columns: 120, rows: 40},
			},
		],
		[['--plain'], {output: 'plain'}],
		[['--json'], {output: 'json'}],
	] as const) {
		t.deepEqual(
			parseArguments(['replay', 'run.jsonl', ...words], surroundings),
			{
				type: 'replay',
				options: {
					recording: {type: 'file', file: 'run.jsonl'},
					speed: 1,
					files: {},
					castVersion: 'v2',
					size: {columns: 100, rows: 30},
					output: 'screen',
					ascii: false,
					...change,
				},
			},
		);
	}
});

test('replay: a demo instead of a file', t => {
	t.like(parse('replay --demo kill-query --speed 2'), {
		options: {recording: {type: 'demo', demo: 'kill-query'}, speed: 2},
	});
	for (const line of [
		'replay',
		'replay a b',
		'replay a --demo kill-query',
		'replay a b --demo kill-query',
	]) {
		t.deepEqual(parse(line), {
			type: 'wrong',
			message:
				'replay takes one file, or a demo: kill-lab replay FILE, or kill-lab replay --demo kill-query.',
		});
	}

	t.deepEqual(parse('replay --demo kil-query'), {
		type: 'wrong',
		message:
			'--demo takes run-through, kill-connection, kill-query, run-through-mariadb, kill-connection-mariadb or kill-query-mariadb, not "kil-query". Did you mean kill-query?',
	});
});

test('replay: the size of a cast is that of a picture too', t => {
	t.like(parse('replay run.jsonl --svg run.svg --cast-size 80x24'), {
		options: {files: {svg: 'run.svg'}, size: {columns: 80, rows: 24}},
	});
	t.like(parse('replay run.jsonl --svg run.svg --cast-version 3'), {
		type: 'wrong',
	});
});

for (const flag of ['--cast-version=3', '--cast-size=120x40']) {
	test(`replay: ${flag} needs a cast`, t => {
		t.deepEqual(parse(`replay run.jsonl ${flag}`), {
			type: 'wrong',
			message: `${flag.replace(/=.*/, '')} is about the file of --cast, so it takes that too.`,
		});
	});
}

test('doctor takes what the lab takes, and changes nothing', t => {
	const asked = parse('doctor --files 2 --json mysql://ann@db/lab');
	t.deepEqual(asked, {
		...parse('--files 2 --json mysql://ann@db/lab'),
		type: 'doctor',
		// `origins.test.ts` has them.
		origins: 'origins' in asked && asked.origins,
	});
	t.like(parse('doctor --fix'), {type: 'wrong'});
	t.like(parse('doctor nonsense'), {type: 'wrong'});
});

const scaledNames = allFacts
	.filter(({flags}) => flags.includes('scale'))
	.map(({name}) => name);

const pacedNames = allFacts
	.filter(({flags}) => flags.includes('rate'))
	.map(({name}) => name);

for (const [line, message] of [
	[
		'--workload delet',
		'There is no workload "delet". Did you mean delete? kill-lab workloads lists them.',
	],
	[
		'--workload update --files 3',
		'--files works only with --workload blobs, not with update.',
	],
	[
		'--workload update --rate 3MB',
		`--rate works only with --workload ${pacedNames.join(' or ')}, not with update.`,
	],
	[
		'--scale 2',
		`--scale works ${
			scaledNames.length > 3
				? `with ${scaledNames.length} of the ${allFacts.length} workloads`
				: `only with --workload ${scaledNames.join(' or ')}`
		}, not with blobs.`,
	],
	[
		'--workload update --scale 0',
		'--scale takes a number from 0.001 to 20, not "0".',
	],
	[
		'--workload update --kill query@upload:50%',
		'--kill takes a kill such as query@execute:50%, connection@execute, query@commit or query@5s, not "query@upload:50%".',
	],
	[
		'--workload update --kill query@2:execute',
		'--kill query@2:execute waits for UPDATE 2, but there is only 1.',
	],
	['workloads update blobs', 'kill-lab workloads NAME takes nothing after it.'],
	[
		'workloads delet',
		'There is no workload "delet". Did you mean delete? kill-lab workloads lists them.',
	],
] as const) {
	test(`a workload takes only what fits it: ${line}`, t => {
		t.deepEqual(parse(line), {type: 'wrong', message});
	});
}

/** Reads words that may have spaces, with files that are there. */
function parseWords(words: readonly string[]): Arguments {
	return parseArguments(words, {
		...surroundings,
		readText(path) {
			if (path === 'tables.sql' || path === 'update.sql') {
				return 'UPDATE orders SET total = 0;';
			}

			throw new WrongArguments(`${path} can't be read: it is not there.`);
		},
	});
}

const own = 'UPDATE orders SET total = 0';

for (const [words, plan] of [
	[['--sql', own], {sql: own}],
	[['--sql', `${own} ;`, '--workload', 'sql'], {sql: own}],
	[
		['--sql', own, '--setup', 'tables.sql', '--times', '3'],
		{sql: own, setup: 'tables.sql', times: 3},
	],
	[['--sql-file', 'update.sql'], {sql: own}],
] as const) {
	test(`a statement of the user's: ${words.join(' ')}`, t => {
		t.like(parseWords(words), {
			type: 'lab',
			options: {workload: sqlFacts.plan(plan)},
		});
	});
}

for (const [words, message] of [
	[
		['--sql', own, '--sql-file', 'update.sql'],
		'Use --sql or --sql-file, not both.',
	],
	[
		['--sql', own, '--workload', 'update'],
		'--sql works only with --workload sql, not with update.',
	],
	[
		['--sql-file', 'update.sql', '--workload', 'update'],
		'--sql-file works only with --workload sql, not with update.',
	],
	[
		['--setup', 'tables.sql', '--workload', 'blobs'],
		'--setup works only with --workload sql, not with blobs.',
	],
	[
		['--sql', own, '--setup', 'none.sql'],
		"none.sql can't be read: it is not there.",
	],
	[['--sql-file', 'none.sql'], "none.sql can't be read: it is not there."],
	[
		['--sql', 'COMMIT'],
		"--sql takes one statement: COMMIT is the lab's: it begins and ends the transaction around your statement.",
	],
	[
		['--sql', own, '--times', '0'],
		'--times takes a whole number from 1 to 1000, not "0".',
	],
	[
		['--sql', own, '--kill', 'query@2:execute'],
		'--kill query@2:execute waits for statement 2, but there is only 1.',
	],
	[
		['--sql', own, '-h', 'db.example.com'],
		'--workload sql runs on the throwaway server only: on a server of yours your statement could touch anything. Leave out the server, or choose another workload.',
	],
] as const) {
	test(`a statement of the user's is refused: ${words.join(' ')}`, t => {
		t.deepEqual(parseWords(words), {type: 'wrong', message});
	});
}

for (const [words, message] of [
	[
		['--workload', 'read-lock', '-h', 'db.example.com'],
		'--workload read-lock runs on the throwaway server only: on a server of yours its lock would keep everybody from committing. Leave out the server, or choose another workload.',
	],
	[
		['--workload', 'read-lock', '--autocommit'],
		'--autocommit does not work with --workload read-lock: it is about the end of a transaction, and under autocommit there is none.',
	],
	[
		['--workload', 'rollback', '--autocommit'],
		'--autocommit does not work with --workload rollback: it is about the end of a transaction, and under autocommit there is none.',
	],
	[
		['--workload', 'rollback', '--pause-commit'],
		'--pause-commit does not work with --workload rollback: it ends with ROLLBACK, so there is no COMMIT to wait before.',
	],
	[
		['--workload', 'rollback', '--on-interrupt', 'commit'],
		'--on-interrupt commit does not work with --workload rollback: it ends with ROLLBACK, whatever was interrupted.',
	],
	[
		['--workload', 'savepoint', '--autocommit'],
		'--autocommit does not work with --workload savepoint: outside of a transaction there is no savepoint.',
	],
	[
		['--workload', 'savepoint', '--on-interrupt', 'retry'],
		'--on-interrupt does not work with --workload savepoint: its client always goes back to its savepoint.',
	],
	[
		['--workload', 'rollback', '--kill', 'query@commit'],
		'--kill takes a kill such as query@rollback, connection@rollback, query@rollback+50ms or query@5s, not "query@commit".',
	],
] as const) {
	test(`a workload that is about its transaction is refused: ${words.join(' ')}`, t => {
		t.deepEqual(parseWords(words), {type: 'wrong', message});
	});
}

for (const words of [
	['--workload', 'sql'],
	['--setup', 'tables.sql'],
]) {
	test(`a statement can still be typed: ${words.join(' ')}`, t => {
		t.like(parseWords(words), {
			type: 'lab',
			options: {isUntyped: true, wait: true},
		});
	});
}

test('a kill waits for a statement that is repeated', t => {
	t.like(
		parseWords(['--sql', own, '--times', '3', '--kill', 'query@3:execute']),
		{
			type: 'lab',
		},
	);
});

test('help tells more of a topic, or lists them', t => {
	t.deepEqual(parse('help'), {type: 'topics'});
	t.deepEqual(parse('help exit-codes'), {type: 'topics', topic: 'exit-codes'});
	t.deepEqual(parse('help --help'), {type: 'help'});
});

test('a shell is completed, and asks for login paths', t => {
	t.deepEqual(parse('completion fish'), {type: 'completion', shell: 'fish'});
	t.deepEqual(parse('completion login-paths'), {type: 'login-paths'});
});

test('the workloads can be listed', t => {
	t.deepEqual(parse('workloads'), {type: 'workloads'});
	t.like(parse('workloads update'), {
		type: 'workloads',
		workload: {name: 'update'},
	});
});
