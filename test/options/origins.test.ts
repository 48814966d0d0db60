/* eslint-disable @typescript-eslint/naming-convention -- The keys are names of files and of environment variables. */
import fs from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {type OwnSetting} from '../../source/own-setting.js';
import {parseArguments} from '../../source/options/parse-command-line.js';
import {surroundingsOf} from '../../source/server/surroundings.js';
import {originClauses} from '../../source/wording/origin-words.js';
import {writeLoginFile} from '../helpers/login-file.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

/** Files in the home folder, by name; one that ends with `.login` is encrypted as a login file. In all texts `HOME` stands for that folder. */
type Files = Readonly<Record<string, string>>;

type Case = {
	readonly files?: Files;
	readonly environment?: Readonly<Record<string, string>>;
	/** What is told of these settings: the value, and each clause of where it came from. */
	readonly told: Readonly<Record<string, ReadonlyArray<readonly string[]>>>;
};

/** Where the settings of `kill-lab doctor` came from. */
async function originsOf(
	t: ExecutionContext,
	line: string,
	{files = {}, environment = {}}: Pick<Case, 'files' | 'environment'>,
): Promise<{
	origins: readonly OwnSetting[];
	home: string;
	warnings: readonly string[];
}> {
	const home = await temporaryFolder(t);
	const here = (text: string) => text.replaceAll('HOME', home);
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(home, name);
		await fs.mkdir(path.dirname(file), {recursive: true});
		await (name.endsWith('.login')
			? writeLoginFile(file, here(text))
			: fs.writeFile(file, here(text), {mode: 0o600}));
		if (name.includes('writable')) {
			await fs.chmod(file, 0o666);
		}
	}

	const warnings: string[] = [];
	const wanted = parseArguments(
		[
			'doctor',
			...line
				.split(' ')
				.filter(Boolean)
				.map(word => here(word)),
		],
		surroundingsOf(
			Object.fromEntries(
				Object.entries(environment).map(([name, value]) => [name, here(value)]),
			),
			{userName: 'ann', home},
			warning => {
				warnings.push(warning);
			},
		),
	);
	if (wanted.type !== 'doctor') {
		throw new Error(JSON.stringify(wanted));
	}

	return {origins: wanted.origins, home, warnings};
}

/** What is told of the settings with a name. */
function toldOf(
	origins: readonly OwnSetting[],
	name: string,
	home: string,
): ReadonlyArray<readonly string[]> {
	return origins
		.filter(setting => setting.name === name)
		.map(setting =>
			[setting.value, ...originClauses(setting)].map(text =>
				text.replaceAll(home, 'HOME'),
			),
		);
}

const cases: Readonly<Record<string, Case>> = {
	'-h db --port=1 -u bob -D mine --connect-timeout 5 --ssl-mode=required': {
		told: {
			host: [['db', '--host']],
			port: [['1', '--port']],
			user: [['bob', '--user']],
			database: [['mine', '--database']],
			'connect-timeout': [['5 s', '--connect-timeout']],
			'ssl-mode': [['REQUIRED', '--ssl-mode']],
			password: [['none', 'default']],
			workload: [['blobs', 'default']],
			files: [['10', 'default']],
			size: [['100 MB', 'default']],
		},
	},
	'mysql://bob:s3%40cret@db:7/mine?ssl-ca=/ca.pem': {
		environment: {MYSQL_PWD: 's3cret', MYSQL_HOST: 'env'},
		told: {
			host: [['db', 'the URI', 'overrides MYSQL_HOST']],
			port: [['7', 'the URI']],
			user: [['bob', 'the URI']],
			password: [['***', 'the URI', 'overrides MYSQL_PWD']],
			database: [['mine', 'the URI']],
			'ssl-ca': [['/ca.pem', 'the URI']],
		},
	},
	'': {
		environment: {
			MYSQL_HOST: 'env',
			MYSQL_TCP_PORT: '8',
			MYSQL_PWD: 's3cret',
		},
		told: {
			host: [['env', 'MYSQL_HOST']],
			port: [['8', 'MYSQL_TCP_PORT']],
			user: [['ann', 'the system']],
			password: [['***', 'MYSQL_PWD']],
			sandbox: [],
		},
	},
	'-p -u root': {
		files: {'.my.cnf': '[client]\npassword=s3cret\n'},
		told: {
			host: [['localhost', 'default']],
			password: [
				['asked for', '--password', 'overrides HOME/.my.cnf:2 [client]'],
			],
		},
	},
	'-h db': {
		files: {
			'.my.cnf':
				'[client]\nuser=one\nuser=two\npassword=s3cret\n!include HOME/more.cnf\n!includedir HOME/d\nport=4\n[kill-lab]\nuser=last\n[client]\nskip-password\n',
			'more.cnf': '[client]\nport=1\n[other]\nport=99\n[mysql]\nport=2\n',
			'd/b.cnf': '[client]\n\nport=3',
			'd/writable.cnf': '[client]\nport=98',
		},
		environment: {MYSQL_TCP_PORT: '5'},
		told: {
			user: [
				[
					'last',
					'HOME/.my.cnf:9 [kill-lab]',
					'overrides HOME/.my.cnf:3 [client]',
					'overrides HOME/.my.cnf:2 [client]',
				],
			],
			port: [
				[
					'4',
					'HOME/.my.cnf:7 [client]',
					'overrides HOME/d/b.cnf:3 [client]',
					'overrides HOME/more.cnf:6 [mysql]',
					'overrides HOME/more.cnf:2 [client]',
					'overrides MYSQL_TCP_PORT',
				],
			],
			// An empty one is none, and no secret.
			password: [
				[
					'none',
					'HOME/.my.cnf:11 [client]',
					'overrides HOME/.my.cnf:4 [client]',
				],
			],
			'option file': [
				['HOME/.my.cnf', 'default'],
				['HOME/more.cnf', 'HOME/.my.cnf:5'],
				['HOME/d/b.cnf', 'HOME/.my.cnf:6'],
				[
					'HOME/d/writable.cnf',
					'HOME/.my.cnf:6',
					'not used: everybody may write to it',
				],
			],
		},
	},
	'--login-path=far': {
		files: {
			'far.login': '[client]\nuser=near\n[far]\nuser=far\npassword=s3cret\n',
			'my.cnf': '[client]\nhost=machine\n',
			'.my.cnf': '[client]\nhost=own\n',
		},
		environment: {MYSQL_HOME: 'HOME', MYSQL_TEST_LOGIN_FILE: 'HOME/far.login'},
		told: {
			'login-path': [['far', '--login-path']],
			host: [
				['own', 'HOME/.my.cnf:2 [client]', 'overrides HOME/my.cnf:2 [client]'],
			],
			user: [
				['far', 'HOME/far.login [far]', 'overrides HOME/far.login [client]'],
			],
			password: [['***', 'HOME/far.login [far]']],
			'option file': [
				['HOME/my.cnf', 'MYSQL_HOME'],
				['HOME/.my.cnf', 'default'],
				['HOME/far.login', 'MYSQL_TEST_LOGIN_FILE'],
			],
		},
	},
	'--defaults-file=HOME/only.cnf --ssl-ca=/flag.pem': {
		files: {
			'only.cnf':
				'[client]\r\nhost = "db" # here\r\nloose-ssl_ca=/file.pem\r\npassword = "s3#cret"\r\nssl\r\nssl-verify-server-cert\r\n',
			'.my.cnf': '[client]\nhost=own\n',
		},
		told: {
			host: [['db', 'HOME/only.cnf:2 [client]']],
			'ssl-ca': [
				['/flag.pem', '--ssl-ca', 'overrides HOME/only.cnf:3 [client]'],
			],
			password: [['***', 'HOME/only.cnf:4 [client]']],
			'ssl-mode': [
				[
					'VERIFY_IDENTITY',
					'HOME/only.cnf:6 [client]',
					'overrides HOME/only.cnf:5 [client]',
				],
			],
			'option file': [['HOME/only.cnf', '--defaults-file']],
		},
	},
	'--defaults-file=HOME/cut.cnf': {
		files: {
			'cut.cnf':
				'[client]\npassword=s3cret#more\nuser=ann # a comment\nhost="d#b"#\nsocket=#/x\n',
		},
		told: {
			password: [
				[
					'***',
					'HOME/cut.cnf:2 [client]',
					'ends before a #: put quotes around it if that belongs to it',
				],
			],
			user: [['ann', 'HOME/cut.cnf:3 [client]']],
			host: [['d#b', 'HOME/cut.cnf:4 [client]']],
			socket: [],
		},
	},
	'--defaults-extra-file=HOME/extra.cnf -S /x.sock': {
		files: {'extra.cnf': '[client]\nhost=db\nport=3\nssl-ca=/ca.pem\n'},
		environment: {MYSQL_UNIX_PORT: '/y.sock'},
		told: {
			socket: [['/x.sock', '--socket', 'overrides MYSQL_UNIX_PORT']],
			host: [
				[
					'db',
					'HOME/extra.cnf:2 [client]',
					'not used: --socket names the server',
				],
			],
			port: [
				[
					'3',
					'HOME/extra.cnf:3 [client]',
					'not used: --socket names the server',
				],
			],
			'ssl-ca': [
				[
					'/ca.pem',
					'HOME/extra.cnf:4 [client]',
					'not used: the connection is not encrypted',
				],
			],
			'option file': [['HOME/extra.cnf', '--defaults-extra-file']],
		},
	},
	'-h localhost': {
		files: {'.my.cnf': '[client]\nport=3307\nhost=db\nhost=\n'},
		environment: {MYSQL_UNIX_PORT: '/y.sock'},
		told: {
			host: [['localhost', '--host']],
			socket: [['/y.sock', 'MYSQL_UNIX_PORT']],
			port: [
				[
					'3307',
					'HOME/.my.cnf:2 [client]',
					'not used: localhost is its socket',
				],
			],
		},
	},
	'-h db -u x --no-defaults': {
		files: {'.my.cnf': '[client]\nuser=own\n'},
		environment: {MYSQL_UNIX_PORT: '/y.sock'},
		told: {
			user: [['x', '--user']],
			'option files': [['none but the login file', '--no-defaults']],
			'option file': [],
			socket: [
				['/y.sock', 'MYSQL_UNIX_PORT', 'not used: only localhost is a socket'],
			],
		},
	},
	'--sandbox=mysql --kill query@commit --kill connection@5s --autocommit --json':
		{
			environment: {MYSQL_HOST: 'db'},
			told: {
				sandbox: [['mysql', '--sandbox', 'overrides MYSQL_HOST']],
				kill: [['query@commit, connection@5s', '--kill']],
				autocommit: [['on', '--autocommit']],
				json: [['on', '--json']],
				database: [['MeasurementDB', 'default']],
				'kill-via': [['auto', 'default']],
				host: [],
				keep: [],
			},
		},
	'--connect-timeout=5 --no-defaults': {
		told: {
			sandbox: [['any server, as none is named', 'default']],
			'connect-timeout': [
				['5 s', '--connect-timeout', 'not used: no server is named'],
			],
			'option files': [
				['none', '--no-defaults', 'not used: no server is named'],
			],
		},
	},
	'--server-program /opt/mysqld --sql DO@a:=1': {
		told: {
			sandbox: [['any server', '--server-program']],
			workload: [['sql', '--sql']],
			sql: [['DO@a:=1', '--sql']],
			files: [],
		},
	},
	'--workload=savepoint': {
		told: {
			sandbox: [['any server, as none is named', 'default']],
			workload: [['savepoint', '--workload']],
			'on-interrupt': [],
			rate: [],
		},
	},
};

for (const [line, wanted] of Object.entries(cases)) {
	test(`doctor ${line}`, async t => {
		// Files of the machine would be told too.
		const {origins, home} = await originsOf(t, line, wanted);
		for (const [name, told] of Object.entries(wanted.told)) {
			t.deepEqual(
				toldOf(origins, name, home).filter(
					([file = '']) => !file.startsWith('/etc/'),
				),
				told,
				`${name}`,
			);
		}

		t.notRegex(JSON.stringify(origins), /s3.{0,3}cret/);
	});
}

test('a file that is there and cannot be read is told, and not one that is missing', async t => {
	const folder = await temporaryFolder(t);
	await fs.symlink('loop.cnf', path.join(folder, 'loop.cnf'));
	const {origins} = await originsOf(t, '-h db', {
		files: {
			'.my.cnf': `[client]\n!include ${folder}/loop.cnf\n!include ${folder}/none.cnf\nuser=own\n`,
		},
	});
	const [, [file, , why] = [], ...more] = toldOf(
		origins,
		'option file',
		folder,
	).filter(([file = '']) => !file.startsWith('/etc/'));
	t.is(file, 'HOME/loop.cnf');
	t.regex(why ?? '', /^not used: ELOOP/);
	t.deepEqual(more, []);
});
