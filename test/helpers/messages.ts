import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {runProgram, until, type Cleaner} from './program.js';
import {setStage, type Stage} from './message-stage.js';
import {type TestServer} from './server.js';

/** Something that goes wrong: how to provoke it, and how to undo that. */
type Situation = {
	readonly what: string;
	readonly args: (stage: Stage) => readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Statements for MySQL's root before, and after. */
	readonly before?: readonly string[];
	readonly after?: readonly string[];
};

const password = Object.fromEntries([['MYSQL_PWD', 's3cret']]);
const wrongPassword = Object.fromEntries([['MYSQL_PWD', 'guessed']]);
const small = ['--files=1', '--size=64k'];

/** The program's arguments for an account on a server over TCP. */
function as(
	user: string,
	pick: (stage: Stage) => TestServer,
	...more: readonly string[]
) {
	return (stage: Stage): readonly string[] => [
		...at(pick(stage).tcp?.port ?? 0, user),
		...(more.some(word => word.startsWith('--size=')) ? [] : small),
		...more,
	];
}

function at(port: number, user: string): readonly string[] {
	return ['--no-defaults', '-h', '127.0.0.1', '-P', String(port), '-u', user];
}

/** The same for attach on MySQL. */
function attachAs(
	user: string,
	words: (stage: Stage) => readonly string[],
): (stage: Stage) => readonly string[] {
	return stage => [
		'attach',
		...at(stage.mysql.tcp?.port ?? 0, user),
		...words(stage),
	];
}

const mysql = ({mysql}: Stage) => mysql;
const mariadb = ({mariadb}: Stage) => mariadb;

const situations: ReadonlyArray<readonly [string, readonly Situation[]]> = [
	[
		'The command line (exit code 2)',
		[
			{what: 'an unknown flag', args: () => ['--sizes=1MB']},
			{
				what: 'two names for the server',
				args: () => ['-h', 'db.example.com', '-S', '/run/mysqld.sock'],
			},
			{
				what: 'a port in the host',
				args: () => ['-h', 'db.example.com:3307'],
			},
			{
				what: 'a socket for a host',
				args: () => ['-h', '/run/mysqld.sock'],
			},
			{
				what: 'a password in a URI that is not escaped',
				args: () => ['mysql://ann:s3/cret@db.example.com/lab'],
			},
			{
				what: 'an impossible schema name',
				args: () => ['-D', 'lab🔪'],
			},
			{
				what: 'an unknown TLS mode',
				args: () => ['-h', 'db.example.com', '--ssl-mode=ON'],
			},
			{
				what: 'a password after a space',
				args: () => ['-h', 'db.example.com', '-p', 's3cret'],
			},
			{
				what: 'an option of another workload',
				args: () => ['--workload=update', '--files=3'],
			},
			{
				what: 'an unknown workload',
				args: () => ['--workload=updates'],
			},
			{
				what: 'your own statement on your own server',
				args: () => [
					'-h',
					'db.example.com',
					'--sql=UPDATE orders SET total = 0',
				],
			},
			{
				what: 'your own statement, and there is none',
				args: () => ['--workload=sql', '--plain'],
			},
			{
				what: 'two statements of your own',
				args: () => ['--sql=SELECT 1; SELECT 2'],
			},
			{
				what: 'a COMMIT of your own',
				args: () => ['--sql=COMMIT'],
			},
			{
				what: 'a setup that is not there',
				args: () => ['--sql=SELECT 1', '--setup=/nowhere/tables.sql'],
			},
			{
				what: 'a scale that is too large',
				args: () => ['--workload=update', '--scale=100'],
			},
			{
				what: 'a pause before a COMMIT that is not there',
				args: () => ['--workload=alter-copy', '--pause-commit'],
			},
			{
				what: 'a kill at a COMMIT that is not there',
				args: () => ['--workload=alter-copy', '--kill=query@commit'],
			},
			{what: 'an unknown kill', args: () => ['--kill=query@lunch']},
			{what: 'doctor --fix', args: () => ['doctor', '--fix']},
		],
	],
	[
		'Files',
		[
			{
				what: 'the option file does not exist',
				args: () => ['--defaults-file=/nowhere/my.cnf'],
			},
			{
				what: 'not an option file',
				args: ({text}) => [`--defaults-file=${text}`],
			},
			{
				what: 'the login path does not exist',
				args: () => ['--login-path=staging'],
				env: Object.fromEntries([
					['MYSQL_TEST_LOGIN_FILE', '/home/ann/.mylogin.cnf'],
				]),
			},
			{
				what: 'not a recording',
				args: ({text}) => ['replay', text],
			},
			{
				what: 'a report over a file that is something else',
				args: ({text}) => [`--report=${text}`, ...small, '--plain'],
			},
			{
				what: 'a report in a folder that is not there',
				args: () => ['--report=/nowhere/killed.md', ...small, '--plain'],
			},
			{
				what: 'a report that is a folder',
				args: () => ['--report=/', ...small, '--plain'],
			},
		],
	],
	[
		'Reaching the server',
		[
			{
				what: 'no socket',
				args: () => ['-S', '/nowhere/mysqld.sock', '-u', 'ann'],
			},
			{what: 'refused port', args: ({closed}) => at(closed, 'ann')},
			{
				what: 'unknown host',
				args: () => ['-h', 'nowhere.invalid', '-u', 'ann'],
			},
			{
				what: 'a black hole: accepts and never answers',
				args: ({blackHole}) => [...at(blackHole, 'ann'), '--connect-timeout=1'],
			},
			{what: 'not a MySQL server', args: ({sshServer}) => at(sshServer, 'ann')},
		],
	],
	[
		'Logging in',
		[
			{what: 'no password, MySQL', args: as('ann', mysql)},
			{
				what: 'wrong password, MySQL',
				args: as('ann', mysql),
				env: wrongPassword,
			},
			{
				what: 'wrong password, MariaDB',
				args: as('ann', mariadb),
				env: wrongPassword,
			},
			{what: 'locked account', args: as('locked', mysql), env: password},
			{
				what: 'the server is in offline mode, MySQL',
				before: ['SET GLOBAL offline_mode = ON'],
				after: ['SET GLOBAL offline_mode = OFF'],
				args: as('poor', mysql),
				env: password,
			},
			{what: 'one connection only', args: as('few', mysql), env: password},
			{
				what: 'the account accepts only encrypted connections',
				args: as(
					'private',
					mysql,
					'--ssl-mode=DISABLED',
					'--get-server-public-key',
				),
				env: password,
			},
			{
				what: 'the server asks for the password itself over an unencrypted connection',
				before: ['FLUSH PRIVILEGES'],
				args: as('ann', mysql, '--ssl-mode=DISABLED'),
				env: password,
			},
			{
				what: 'an account for the system user of the same name, MariaDB',
				args: as('systems', mariadb),
			},
			{
				what: 'the server accepts only encrypted connections',
				before: ['SET GLOBAL require_secure_transport = ON'],
				after: ['SET GLOBAL require_secure_transport = OFF'],
				args: as(
					'ann',
					mysql,
					'--ssl-mode=DISABLED',
					'--get-server-public-key',
				),
				env: password,
			},
		],
	],
	[
		'Encryption',
		[
			{
				what: 'wrong CA',
				args: stage =>
					as(
						'ann',
						mysql,
						'--ssl-mode=VERIFY_CA',
						`--ssl-ca=${stage.stranger.ca}`,
					)(stage),
				env: password,
			},
			{
				what: 'no CA named',
				args: as('ann', mysql, '--ssl-mode=VERIFY_CA'),
				env: password,
			},
			{
				what: 'wrong host name',
				args: stage => [
					...as(
						'ann',
						mysql,
						'--ssl-mode=VERIFY_IDENTITY',
						`--ssl-ca=${stage.authority.ca}`,
					)(stage).map(word => (word === '127.0.0.1' ? 'localhost' : word)),
				],
				env: password,
			},
			{
				what: 'the server does not support encryption',
				args: as('ann', mariadb, '--ssl-mode=REQUIRED'),
				env: password,
			},
			{
				what: 'the CA file does not exist',
				args: as('ann', mysql, '--ssl-ca=/nowhere/ca.pem'),
				env: password,
			},
			{
				what: 'the CA file is not PEM',
				args: stage => as('ann', mysql, `--ssl-ca=${stage.text}`)(stage),
				env: password,
			},
		],
	],
	[
		'One server, and the right id',
		[
			{
				what: 'a load balancer or reader endpoint',
				args: ({balancer}) => [...at(balancer, 'ann'), '--yes'],
				env: password,
			},
			{
				what: 'a proxy that numbers connections itself',
				args: ({renumbering}) => [
					...at(renumbering, 'ann'),
					'--yes',
					'--ssl-mode=DISABLED',
				],
				env: password,
			},
		],
	],
	[
		'Before anything is written',
		[
			{
				what: 'off a terminal without --yes',
				args: as('ann', mysql),
				env: password,
			},
			{
				what: 'default max_allowed_packet, MySQL',
				args: as('ann', mysql, '--size=100MB', '--yes'),
				env: password,
			},
			{
				what: 'default max_allowed_packet, MariaDB',
				args: as('ann', mariadb, '--size=100MB', '--yes'),
				env: password,
			},
			{
				what: 'more than any server accepts',
				args: as('ann', mysql, '--size=600MB', '--protocol=text', '--yes'),
				env: password,
			},
			{
				what: "the binary log's cache is too small",
				before: ['SET GLOBAL max_binlog_cache_size = 4194304'],
				after: ['SET GLOBAL max_binlog_cache_size = 18446744073709547520'],
				args: as('ann', mysql, '--files=3', '--size=10MB', '--yes'),
				env: password,
			},
			{
				what: 'no statement can be prepared',
				before: ['SET GLOBAL max_prepared_stmt_count = 0'],
				after: ['SET GLOBAL max_prepared_stmt_count = 16382'],
				args: as('ann', mysql, '--files=1', '--size=1MB', '--yes'),
				env: password,
			},
			{
				what: "MySQL's memory limit for a connection is too low",
				before: ['SET GLOBAL connection_memory_limit = 4194304'],
				after: ['SET GLOBAL connection_memory_limit = 18446744073709551615'],
				args: as('poor', mysql, '-D', 'poor', '--size=10MB', '--yes'),
				env: password,
			},
			{
				what: 'an init_connect that fails (it does not run for administrators)',
				before: ["SET GLOBAL init_connect = 'SELECT * FROM no.where'"],
				after: ["SET GLOBAL init_connect = ''"],
				args: as('poor', mysql, '-D', 'poor', '--yes'),
				env: password,
			},
			{
				what: 'an account with a low hourly limit',
				before: ['ALTER USER poor WITH MAX_QUERIES_PER_HOUR 150'],
				after: ['ALTER USER poor WITH MAX_QUERIES_PER_HOUR 0'],
				args: as('poor', mysql, '-D', 'poor', '--size=1MB', '--yes'),
				env: password,
			},
			{
				what: 'read_only',
				before: ['SET GLOBAL read_only = ON'],
				after: ['SET GLOBAL read_only = OFF'],
				args: as('poor', mysql, '-D', 'poor', '--yes'),
				env: password,
			},
			{
				what: 'too few privileges',
				args: as('poor', mysql, '--yes'),
				env: password,
			},
			{
				what: "a table of that name that is not the lab's",
				args: as('ann', mysql, '-D', 'theirs', '--yes'),
				env: password,
			},
			{
				what: 'another lab is using the table',
				args: as('ann', mysql, '-D', 'busy', '--yes'),
				env: password,
			},
			{
				what: '--fix by an account without the privilege',
				args: as('poor', mysql, '-D', 'poor', '--size=100MB', '--fix', '--yes'),
				env: password,
			},
		],
	],
	[
		'Kills',
		[
			{
				what: '--kill-via for another service',
				args: as('ann', mysql, '--kill-via=azure', '--yes'),
				env: password,
			},
			{
				what: "MariaDB's kill on MySQL",
				args: as('ann', mysql, '--kill-soft', '--yes'),
				env: password,
			},
		],
	],
	[
		"Attach: somebody's connection",
		[
			{
				what: 'a condition that is none (exit code 2)',
				args: attachAs('ann', () => ['--filter=user is app']),
				env: password,
			},
			{
				what: 'a kill without --yes (exit code 2)',
				args: attachAs('ann', ({idle}) => [idle, '--kill=connection']),
				env: password,
			},
			{
				what: 'no such connection',
				args: attachAs('ann', () => ['4000000000', ...killing]),
				env: password,
			},
			{
				what: 'a thread of the server',
				args: attachAs('ann', ({scheduler}) => [scheduler, ...killing]),
				env: password,
			},
			{
				what: 'KILL QUERY of a connection that runs nothing',
				args: attachAs('ann', ({idle}) => [idle, '--kill=query', '--yes']),
				env: password,
			},
			{
				what: "somebody else's connection than was meant (exit code 5)",
				args: attachAs('ann', ({idle}) => [
					idle,
					...killing,
					'--expect-user=app',
				]),
				env: password,
			},
			{
				what: 'an account that sees only its own connections',
				args: attachAs('poor', ({idle}) => [idle, ...killing]),
				env: password,
			},
			{
				what: 'an account that may kill only its own connections',
				args: attachAs('watcher', ({idle}) => [idle, ...killing]),
				env: password,
			},
			{
				what: 'a log that is something else',
				args: attachAs('ann', ({idle, text}) => [
					idle,
					...killing,
					`--log=${text}`,
				]),
				env: password,
			},
		],
	],
];

const killing = ['--kill=connection', '--yes'] as const;

/** The situations as a Markdown document, each with what the built program says about it. */
export async function messagesDocument(t: Cleaner): Promise<string> {
	const stage = await setStage(t);
	const parts = [
		'# Messages',
		'',
		'What the program says when something is wrong: generated from the running program by `npm run messages`, and checked against it by the tests. Every message goes to standard error, after `kill-lab: `. Names, ports and ids are examples. The exit code is 1 unless stated otherwise.',
	];
	for (const [title, group] of situations) {
		parts.push(
			'',
			`## ${title}`,
			'',
			'| situation | message |',
			'| --- | --- |',
		);
		for (const situation of group) {
			parts.push(
				`| ${situation.what} | ${cell(stage.settle(await provoke(t, stage, situation)))} |`,
			);
		}
	}

	parts.push(
		'',
		'## During a run',
		'',
		'| situation | message |',
		'| --- | --- |',
		`| the server goes away and does not come back (exit code 4) | ${cell(stage.settle(await serverGoes(t, stage)))} |`,
	);
	return `${parts.join('\n')}\n`;
}

/** What the program says about a run whose server ends meanwhile: the verdict, and what could not be cleaned up. */
async function serverGoes(t: Cleaner, {otherMysql}: Stage): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-messages-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const recording = path.join(folder, 'run.jsonl');
	const running = runProgram(
		t,
		[
			...at(otherMysql.tcp?.port ?? 0, 'ann'),
			'--record',
			recording,
			'--files=1',
			'--size=8MB',
			'--rate=1MB/s',
			'--yes',
		],
		password,
	);
	await until(async () => {
		const recorded = await readFile(recording, 'utf8').catch(() => '');
		return recorded.includes('"step-progress"');
	});
	await otherMysql.stop();
	const {stdout, stderr, ended} = await running;
	const verdict = /verdict: (.*)/.exec(stdout)?.[1];
	if (ended !== 4 || verdict === undefined) {
		throw new Error(`Exit code ${String(ended)}: ${stdout}${stderr}`);
	}

	return `${verdict}\n${stderr.trimEnd()}`;
}

async function provoke(
	t: Cleaner,
	stage: Stage,
	{what, args, env = {}, before = [], after = []}: Situation,
): Promise<string> {
	for (const sql of before) {
		await stage.on(stage.mysql, sql);
	}

	const {stderr, ended} = await runProgram(t, args(stage), env);
	for (const sql of after) {
		await stage.on(stage.mysql, sql);
	}

	if (![1, 2, 5].includes(Number(ended)) || !stderr.startsWith('kill-lab: ')) {
		throw new Error(`${what}: exit code ${String(ended)}, ${stderr}`);
	}

	return stderr.slice('kill-lab: '.length).trimEnd();
}

function cell(text: string): string {
	return text
		.replaceAll('|', String.raw`\|`)
		.replaceAll('<', '&lt;')
		.replaceAll('\n', '<br>');
}
