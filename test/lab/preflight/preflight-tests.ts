import test from 'ava';
import {blobsTable} from '../../../source/lab/workloads/blobs/table.js';
import {type RunPlan} from '../../../source/lab/events/run-plan.js';
import {blobsPlan} from '../../../source/lab/workloads/blobs/options.js';
import {changePlan, type BlobsChange} from '../../helpers/blobs.js';
import {
	describeProblem,
	problems,
	type Finding,
} from '../../../source/lab/events/finding.js';
import {judge} from '../../../source/lab/preflight/preflight.js';
import {takeReadings} from '../../../source/lab/preflight/readings.js';
import {demandsOf} from '../../../source/lab/workloads/blobs/demands.js';
import {openConnection} from '../../../source/lab/connections/open-connection.js';
import {Refusal} from '../../../source/refusal.js';
import {connect} from '../../../source/server/connect.js';
import {query} from '../../../source/server/statement.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {megabyte, openTestLab, serverOf} from '../../helpers/lab.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The privilege that shows whether a server is a replica. */
const monitors = {
	mysql: 'REPLICATION CLIENT ON *.*',
	mariadb: 'SLAVE MONITOR ON *.*',
} as const;

/** What the doctor says of free space on the sandbox's servers. */
const freeSpaceHidden = {
	mysql: 'MySQL does not report free disk space',
	mariadb:
		"the server shows it only with the plugin DISKS, which is not installed; INSTALL SONAME 'disks' installs it",
} as const;

/** The GRANT for an account that has nothing: MariaDB shows a trigger to who may insert. */
const wholeGrant = {
	mysql: 'GRANT CREATE, DROP, INSERT, SELECT, TRIGGER ON',
	mariadb: 'GRANT CREATE, DROP, INSERT, SELECT ON',
} as const;

const defaultPacket = {mysql: 64, mariadb: 16} as const;

/** The tests of the checks before a run, on one flavour of server with its default `max_allowed_packet` and a binary log. */
export function testPreflight(flavour: Flavour): void {
	let server: TestServer;

	test.before(async () => {
		server = await sandboxServer(flavour, {
			serverOptions: [
				'--log-bin=binlog',
				'--server-id=1',
				`--max-allowed-packet=${defaultPacket[flavour]}M`,
			],
		});
		await ask('CREATE USER poor');
		await ask('GRANT ALL ON `poor%`.* TO poor');
	});

	test.after.always(async () => {
		await server.stop();
	});

	const ask = async (sql: string, user = server.user) => {
		const connection = await connect(serverOf(server, {user}));
		try {
			return await query(connection, sql);
		} finally {
			connection.destroy();
		}
	};

	const open = async (schema: string, plan: BlobsChange = {}, user = 'root') =>
		openTestLab(serverOf(server, {user}), {schema, ...plan});

	const isThere = async (schema: string) => {
		const rows = await ask(
			`SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '${schema}'`,
		);
		return rows.length > 0;
	};

	const look = async (
		plan: BlobsChange & Pick<RunPlan, 'schema'>,
		user = 'root',
	): Promise<readonly Finding[]> => {
		const connection = await openConnection(serverOf(server, {user}));
		try {
			return judge(
				await takeReadings(connection, {
					schema: plan.schema,
					design: blobsTable,
				}),
				demandsOf(
					changePlan(
						{
							...blobsPlan({files: 1, size: megabyte, protocol: 'binary'}),
							onInterrupt: 'rollback',
							autocommit: false,
							pauseCommit: false,
							schema: plan.schema,
						},
						plan,
					),
				),
				1,
			);
		} finally {
			connection.destroy();
		}
	};

	/** Runs something with a global setting, and restores it afterwards. */
	const withGlobal = async (
		name: string,
		value: string,
		act: () => Promise<void>,
	) => {
		const [row] = await ask(`SELECT @@GLOBAL.${name} AS old`);
		await ask(`SET GLOBAL ${name} = ${value}`);
		try {
			await act();
		} finally {
			await ask(`SET GLOBAL ${name} = ${String(row?.['old'])}`);
		}
	};

	test.serial(
		'files of 100 MB are refused with the default max_allowed_packet, and nothing is created',
		async t => {
			const error = await t.throwsAsync(
				open('packet', {files: 10, size: 100 * megabyte}),
				{instanceOf: Refusal},
			);
			t.is(
				error?.message,
				`max_allowed_packet: ${defaultPacket[flavour]} MB; needed: 104858624 bytes. A file of 100 MB is one packet with the binary protocol. Choose a smaller --size, or run: SET GLOBAL max_allowed_packet = 1073741824`,
			);
			t.false(await isThere('packet'));
		},
	);

	test.serial('each problem that stops a run has its own line', async t => {
		await withGlobal('max_binlog_cache_size', '4096', async () => {
			const error = await t.throwsAsync(
				open('several', {files: 2, size: 100 * megabyte}),
				{instanceOf: Refusal},
			);
			t.deepEqual(
				error?.message.split('\n').map(line => line.split(':')[0]),
				['max_allowed_packet', 'max_binlog_cache_size'],
			);
			t.false(await isThere('several'));
		});
	});

	for (const format of ['ROW', 'STATEMENT']) {
		for (const protocol of ['binary', 'text'] as const) {
			const plan = {files: 3, size: 3 * megabyte, protocol};

			test.serial(
				`the lab says about max_binlog_cache_size what the server does: ${format}, ${protocol}`,
				async t => {
					await withGlobal('binlog_format', `'${format}'`, async () => {
						const [needed] = problems(
							await withLimit(4096, async () => look({schema: 'x', ...plan})),
							'stop',
						);
						t.like(needed, {
							what: 'max_binlog_cache_size',
							mend: {type: 'set'},
						});
						const value =
							needed?.mend.type === 'set' ? needed.mend.setting.value : 0;
						const enough = await withLimit(value, async () => outcome(plan));
						t.is(enough, 'committed whole');
						// Less than what is sent before the last event.
						const less = Math.floor(value * 0.45);
						const findings = await withLimit(less, async () =>
							look({schema: 'x', ...plan}),
						);
						t.is(problems(findings, 'stop').length, 1);
						const little = await withLimit(less, async () => outcome(plan));
						t.is(little, 1197);
					});
				},
			);
		}
	}

	const withLimit = async <Result>(
		bytes: number,
		act: () => Promise<Result>,
	): Promise<Result> => {
		let result: Result | undefined;
		await withGlobal('max_binlog_cache_size', String(bytes), async () => {
			result = await act();
		});
		if (result === undefined) {
			throw new Error('Nothing came of it');
		}

		return result;
	};

	/** How a run without a preflight ends: the verdict, or the number of the error. */
	const outcome = async (plan: BlobsChange) => {
		const [row] = await ask('SELECT @@GLOBAL.max_binlog_cache_size AS bytes');
		await ask('SET GLOBAL max_binlog_cache_size = 18446744073709547520');
		const lab = await open('truth', plan);
		try {
			await ask(`SET GLOBAL max_binlog_cache_size = ${String(row?.['bytes'])}`);
			const verdict = await lab.verdictOf();
			const [errno] = lab
				.run()
				.statements.flatMap(({ended}) =>
					ended?.outcome.type === 'error' ? [ended.outcome.failure.errno] : [],
				);
			return errno ?? verdict.outcome;
		} finally {
			await lab.close();
		}
	};

	test.serial(
		'read_only stops an account that may not write, and no other',
		async t => {
			await withGlobal('read_only', 'ON', async () => {
				const error = await t.throwsAsync(open('poor_1', {}, 'poor'), {
					instanceOf: Refusal,
				});
				t.is(
					error?.message,
					`read_only: ON; needed: OFF. This account can't write here, and can't see whether the server is a replica (GRANT ${monitors[flavour]} shows it). Connect to the server that takes the writes, or ask who turned writes off here, and why.`,
				);
				t.false(await isThere('poor_1'));

				// It may be a replica, where even a GRANT must not be written.
				const elsewhere = await t.throwsAsync(open('elsewhere', {}, 'poor'), {
					instanceOf: Refusal,
				});
				t.regex(
					elsewhere?.message ?? '',
					/^privileges on elsewhere: missing .* Fix it on the server that takes the writes\.$/m,
				);
				t.notRegex(elsewhere?.message ?? '', /run:/);

				const lab = await open('rich_1', {files: 1, size: megabyte});
				const verdict = await lab.verdictOf();
				await lab.close();
				t.is(verdict.outcome, 'committed whole');
			});
		},
	);

	if (flavour === 'mysql') {
		test.serial('super_read_only stops everybody', async t => {
			await withGlobal('super_read_only', 'ON', async () => {
				for (const user of ['poor', 'root']) {
					const error = await t.throwsAsync(open('poor_2', {}, user), {
						instanceOf: Refusal,
					});
					t.regex(error?.message ?? '', /^super_read_only: ON; needed: OFF\./);
				}
			});
			await ask('SET GLOBAL read_only = OFF');
		});
	}

	test.serial(
		'an account without rights is shown the GRANT, and that GRANT helps',
		async t => {
			await ask('CREATE USER poorest');
			const error = await t.throwsAsync(open('a_b%c', {}, 'poorest'), {
				instanceOf: Refusal,
			});
			const [, grant = ''] =
				/^privileges on a_b%c: missing CREATE, DROP, INSERT, SELECT; .* or run: (GRANT .*)$/.exec(
					error?.message ?? '',
				) ?? [];
			t.is(grant.slice(0, grant.indexOf(' `')), wholeGrant[flavour]);
			await ask(grant);
			const lab = await open('a_b%c', {files: 1, size: megabyte}, 'poorest');
			const verdict = await lab.verdictOf();
			await lab.close();
			t.is(verdict.outcome, 'committed whole');
			// It may see triggers too, and so drops its table.
			t.deepEqual(
				await ask(
					"SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'a_b%c'",
				),
				[],
			);
		},
	);

	test.serial(
		"an account with rights on its own schema is told what it can't see",
		async t => {
			const findings = await look({schema: 'poor_3'}, 'poor');
			t.deepEqual(problems(findings, 'stop'), []);
			const hidden = Object.fromEntries(
				findings.flatMap(finding =>
					finding.type === 'hidden' ? [[finding.what, finding.grant]] : [],
				),
			);
			t.like(hidden, {
				transactions: 'PROCESS ON *.*',
				replication: monitors[flavour],
			});
			for (const grant of Object.values(hidden)) {
				if (grant !== undefined) {
					await ask(`GRANT ${grant} TO poor`);
				}
			}

			const seen = await look({schema: 'poor_3'}, 'poor');
			t.deepEqual(
				seen.flatMap(({type, what}) => (type === 'hidden' ? [what] : [])),
				['free space'],
			);
			t.like(
				seen.find(({what}) => what === 'free space'),
				{why: freeSpaceHidden[flavour]},
			);
		},
	);

	test.serial('a table that is not ours is only reported', async t => {
		await ask('CREATE DATABASE poor_theirs');
		await ask('CREATE TABLE poor_theirs.DataBlobs (id INT PRIMARY KEY)');
		await ask('INSERT INTO poor_theirs.DataBlobs VALUES (1), (2)');
		const findings = await look({schema: 'poor_theirs'}, 'poor');
		t.deepEqual(
			problems(findings, 'stop').map(stop => describeProblem(stop)),
			[
				"table poor_theirs.DataBlobs: not proven to be the lab's; needed: none, or one left by an earlier kill-lab. Its comment is not the lab's, so the lab leaves it alone. Name another schema with --database.",
			],
		);
		const rows = await ask('SELECT id FROM poor_theirs.DataBlobs ORDER BY id');
		t.deepEqual(
			rows.map(row => Number(row['id'])),
			[1, 2],
		);
	});

	/** Runs something as a replica of servers that do not answer, one per name. */
	const asReplica = async (
		hosts: readonly string[],
		act: () => Promise<void>,
	) => {
		const names = hosts.map(host => `from_${host.at(-1)}`);
		for (const [index, host] of hosts.entries()) {
			await ask(
				flavour === 'mysql'
					? `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '${host}', SOURCE_USER = 'x' FOR CHANNEL '${names[index]}'`
					: `CHANGE MASTER '${names[index]}' TO MASTER_HOST = '${host}', MASTER_USER = 'x'`,
			);
		}

		try {
			await act();
		} finally {
			for (const name of names) {
				await ask(
					flavour === 'mysql'
						? `RESET REPLICA ALL FOR CHANNEL '${name}'`
						: `RESET SLAVE '${name}' ALL`,
				);
			}
		}
	};

	test.serial(
		'a replica is refused, its source is named, and nobody is told to make it writable',
		async t => {
			await asReplica(['192.0.2.1'], async () => {
				await withGlobal('read_only', 'ON', async () => {
					// Root may write anyway; an account with only its own schema does not see the role.
					for (const user of ['root', 'monitor']) {
						await ask(`CREATE USER IF NOT EXISTS ${user}@localhost`);
						await ask(`GRANT ${monitors[flavour]} TO ${user}@localhost`);
						const error = await t.throwsAsync(open('replica', {}, user), {
							instanceOf: Refusal,
						});
						const [line = '', privileges] = error?.message.split('\n') ?? [];
						t.is(
							line,
							'replication: a replica of 192.0.2.1:3306 (from_1), stopped; needed: a server that takes the writes. Anything written here, even a GRANT, is missing on its source: it is an errant transaction, and breaks the next failover to this server. Connect to its source: 192.0.2.1:3306, as the replica knows it.',
						);
						t.notRegex(error?.message ?? '', /SET GLOBAL|run:/);
						t.is(
							privileges,
							user === 'root'
								? undefined
								: 'privileges on replica: missing CREATE, DROP, INSERT, SELECT; needed: CREATE, DROP, INSERT, SELECT. The lab creates a table there, fills it, reads it and drops it. Fix it on the server that takes the writes.',
						);
					}
				});
				t.false(await isThere('replica'));
			});
		},
	);

	test.serial('a replica of several servers names them all', async t => {
		await asReplica(['192.0.2.1', '192.0.2.2'], async () => {
			const findings = await look({schema: 'replica'});
			t.deepEqual(
				problems(findings, 'stop').map(({what, value}) => [what, value]),
				[
					[
						'replication',
						'a replica of 192.0.2.1:3306 (from_1), stopped and 192.0.2.2:3306 (from_2), stopped',
					],
				],
			);
		});
	});

	test.serial(
		'nobody is told to make a server writable that is read-only and not a replica: it may have been replaced',
		async t => {
			await withGlobal('read_only', 'ON', async () => {
				await ask(`GRANT ${monitors[flavour]} TO poor`);
				const error = await t.throwsAsync(open('poor_4', {}, 'poor'), {
					instanceOf: Refusal,
				});
				t.is(
					error?.message,
					"read_only: ON; needed: OFF. This account can't write here. Connect to the server that takes the writes, or ask who turned writes off here, and why.",
				);
				await ask(`REVOKE ${monitors[flavour]} FROM poor`);
			});
		},
	);

	test.serial(
		"the lab's connections outlive the server's timeouts",
		async t => {
			const limits =
				flavour === 'mysql'
					? ['wait_timeout', 'net_read_timeout']
					: ['wait_timeout', 'net_read_timeout', 'idle_transaction_timeout'];
			let run = async () => {
				const lab = await open('timeouts', {
					files: 1,
					size: 5 * megabyte,
					rate: 2 * megabyte,
				});
				// By then the control connection has been idle for two seconds, and the upload began as long ago.
				void lab.when(
					event => event.type === 'step-progress' && event.done > 4 * megabyte,
					() => {
						lab.session.kill('query', lab.now());
					},
				);
				const verdict = await lab.verdictOf();
				t.deepEqual(lab.effects(), ['lost']);
				await lab.close();
				t.is(verdict.outcome, 'committed whole');
			};

			for (const limit of limits) {
				const inner = run;
				run = async () => withGlobal(limit, '1', inner);
			}

			await run();
		},
	);

	/** As an account that may send this many statements an hour, and has used some of them. */
	const asLimited = async (name: string, most: number, used: number) => {
		await ask(`CREATE USER ${name} WITH MAX_QUERIES_PER_HOUR ${most}`);
		await ask(`GRANT ALL ON ${name}.* TO ${name}`);
		const connection = await connect(serverOf(server, {user: name}));
		for (let statement = 0; statement < used; statement++) {
			await query(connection, 'DO 0');
		}

		connection.destroy();
	};

	test.serial(
		'with an hourly limit the lab looks at the server seldom, and the run is not cut short',
		async t => {
			const most = 300;
			await asLimited('sparing', most, most - 130);
			const findings = await look({schema: 'sparing'});
			t.deepEqual(
				problems(findings, 'warning').filter(({what}) =>
					what.startsWith('MAX'),
				),
				[],
			);
			const lab = await open(
				'sparing',
				{files: 1, size: megabyte, rate: megabyte / 5},
				'sparing',
			);
			const verdict = await lab.verdictOf();
			await lab.close();
			t.is(verdict.outcome, 'committed whole');
			t.like(
				lab.events.find(({type}) => type === 'preflight'),
				{
					warnings: [
						{
							what: 'MAX_QUERIES_PER_HOUR',
							value: '300',
							mend: {
								sql: "ALTER USER 'sparing'@'%' WITH MAX_QUERIES_PER_HOUR 0",
							},
						},
					],
				},
			);
		},
	);

	test.serial(
		'an account that would reach its hourly limit during the run is refused beforehand',
		async t => {
			await asLimited('poor_hour', 150, 0);
			const error = await t.throwsAsync(
				open('poor_hour', {files: 2}, 'poor_hour'),
				{instanceOf: Refusal},
			);
			t.is(
				error?.message,
				"MAX_QUERIES_PER_HOUR: 150; needed: at least 266. The account would reach this limit during the run. Use another account, or run: ALTER USER 'poor_hour'@'%' WITH MAX_QUERIES_PER_HOUR 0",
			);
			t.false(await isThere('poor_hour'));
		},
	);

	test.serial(
		'a time limit on statements does not end the look at the data',
		async t => {
			const [name, value] =
				flavour === 'mysql'
					? (['max_execution_time', '1'] as const)
					: (['max_statement_time', '0.001'] as const);
			await ask(`SET GLOBAL ${name} = ${value}`);
			const lab = await open('statements', {files: 1, size: 10 * megabyte});
			const verdict = await lab.verdictOf();
			await lab.close();
			const root = await connect(serverOf(server));
			await query(root, `SET SESSION ${name} = 0`);
			await query(root, `SET GLOBAL ${name} = 0`);
			root.destroy();
			t.is(verdict.outcome, 'committed whole');
		},
	);
}
