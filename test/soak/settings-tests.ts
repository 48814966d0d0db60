import test from 'ava';
import {type Flavour} from '../../source/server/flavour.js';
import {randomOf} from '../../source/seeded-random.js';
import {openSweep, type Sweep, type Trial} from './settings-sweep.js';

/** A variable, a value, and a part of the refusal; absent: the lab works as usual. */
type Known = readonly [variable: string, value: string, refused?: RegExp];

const everywhere: readonly Known[] = [
	['sql_select_limit', '0'],
	['sql_select_limit', '1'],
	['autocommit', '0'],
	['completion_type', "'CHAIN'"],
	['completion_type', "'RELEASE'"],
	['max_join_size', '1'],
	['max_join_size', '1, GLOBAL sql_big_selects = 0'],
	['sql_mode', "'NO_BACKSLASH_ESCAPES'"],
	['sql_mode', "'ANSI_QUOTES'"],
	['sql_mode', "''"],
	['init_connect', "'SET autocommit = 0, sql_select_limit = 1'"],
	['init_connect', "'SET character_set_results = ucs2'"],
	['init_connect', "'SET SESSION TRANSACTION READ ONLY'"],
	['init_connect', "'START TRANSACTION WITH CONSISTENT SNAPSHOT'"],
	[
		'init_connect',
		"'SELECT * FROM nowhere.at_all'",
		/^The server's init_connect fails for ordinary, so the server closes the connection \(1184\)\. /,
	],
	[
		'max_prepared_stmt_count',
		'0',
		/^max_prepared_stmt_count: 0, 0 left; needed: 1 left\. .* Use --protocol text, or run: SET GLOBAL max_prepared_stmt_count = 16$/,
	],
];

/** More variables of one flavour. */
const here: Readonly<Record<Flavour, readonly Known[]>> = {
	mysql: [
		['transaction_read_only', '1'],
		['transaction_isolation', "'READ-UNCOMMITTED'"],
		[
			'binlog_format',
			"'STATEMENT', GLOBAL transaction_isolation = 'READ-COMMITTED'",
		],
		['default_table_encryption', '1'],
		[
			'default_table_encryption',
			'1, GLOBAL table_encryption_privilege_check = 1',
			/^keyring: hidden from this account; needed: one with a key\. .*3185.* Use --database to name a schema that has DEFAULT ENCRYPTION = 'N', or run: GRANT SELECT ON performance_schema\.keyring_component_status TO 'ordinary'@'%'$/,
		],
		[
			'connection_memory_limit',
			'2097152',
			/^connection_memory_limit: 2 MB; needed: about 3\.8 MB\. The server would close the connection in the middle of an INSERT\. Choose a smaller --size, or run: SET GLOBAL connection_memory_limit = 3984589$/,
		],
	],
	mariadb: [
		['tx_read_only', '1'],
		['tx_isolation', "'READ-UNCOMMITTED'"],
		['binlog_format', "'STATEMENT', GLOBAL tx_isolation = 'READ-COMMITTED'"],
		['max_session_mem_used', '8192'],
		['tmp_disk_table_size', '1024'],
		['sql_if_exists', '1'],
		// These two deviated only on 11.8.
		['sort_buffer_size', '1024'],
		['query_alloc_block_size', '4294967295'],
		[
			'enforce_storage_engine',
			"'Aria', GLOBAL sql_mode = 'STRICT_TRANS_TABLES'",
			/^enforce_storage_engine: Aria; needed: InnoDB, or none\. .* Run: SET GLOBAL enforce_storage_engine = NULL$/,
		],
	],
};

/** How long to try random values, in ms. `npm run soak -- settings` tries them all. */
const sampleTime = 4000;

/** The verdict depends on nothing that a server's defaults can change: the variables that are known to matter, and a sample of all. */
export function testSettings(flavour: Flavour, version?: string): void {
	let sweep: Sweep;
	const tryOne = async (variable: string, value: string) =>
		sweep.trial(variable, value);

	test.before(async () => {
		sweep = await openSweep(flavour, {version});
	});

	test.after.always(async () => {
		await sweep.close();
	});

	// What matters everywhere is tried on the usual version.
	const known = [
		...(version === undefined ? everywhere : []),
		...here[flavour],
	];
	for (const [variable, value, refused] of known) {
		test.serial(
			`SET GLOBAL ${variable} = ${value} ${refused ? 'is refused beforehand, by the doctor too' : 'changes nothing'}`,
			async t => {
				const {outcome} = await tryOne(variable, value);
				const why = outcome.type === 'refused' ? outcome.why : '';
				t.like(outcome, {type: refused ? 'refused' : 'same'});
				t.regex(why, refused ?? /^$/);
			},
		);
	}

	test.serial(
		'a sample of all variables and values changes nothing, or is refused beforehand',
		async t => {
			const seed = String(Date.now());
			const random = randomOf(seed);
			const values = sweep.variables.flatMap(({name, values}) =>
				values.map(value => [name, value] as const),
			);
			const end = performance.now() + sampleTime;
			const deviations: Trial[] = [];
			let tried = 0;
			while (performance.now() < end) {
				const [name, value] =
					values[Math.floor(random() * values.length)] ?? [];
				if (name === undefined || value === undefined) {
					break;
				}

				const trial = await sweep.trial(name, value);
				tried++;
				if (trial.outcome.type === 'deviates') {
					deviations.push(trial);
				}
			}

			t.log(`seed ${seed}: ${tried} of ${values.length} values`);
			t.deepEqual(deviations, []);
		},
	);
}
