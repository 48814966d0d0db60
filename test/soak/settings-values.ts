import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type Flavour} from '../../source/server/flavour.js';

/** A variable that can be changed while the server runs, and the values to try: as SQL. */
export type SweptVariable = {
	readonly name: string;
	readonly values: readonly string[];
};

/** What a server says about a variable. */
type Described = {
	readonly name: string;
	readonly type: string;
	readonly current: string;
	readonly min: string;
	readonly max: string;
	/** Absent: the server does not list them. */
	readonly choices?: readonly string[];
};

/** Larger values would take this machine's disk or memory at once, in bytes. */
const largest: ReadonlyMap<string, bigint> = new Map([
	['innodb_buffer_pool_size', 2n ** 28n],
	['innodb_log_file_size', 2n ** 29n],
	['innodb_redo_log_capacity', 2n ** 29n],
	['key_buffer_size', 2n ** 28n],
	['temptable_max_mmap', 2n ** 30n],
]);

/** These end the server, or write where the tests must not. */
const untouchable = new Set([
	'innodb_fast_shutdown',
	'innodb_buffer_pool_dump_now',
	'innodb_saved_page_number_debug',
	'wsrep_provider',
	'wsrep_cluster_address',
]);

/** What `init_connect` may do to a session. */
const initConnects = [
	"'SET autocommit = 0'",
	"'SET sql_select_limit = 1'",
	"'SET character_set_results = ucs2'",
	"'SET NAMES latin1'",
	"'SET character_set_results = NULL'",
	"'SET sql_mode = NO_BACKSLASH_ESCAPES'",
	"'SET SESSION TRANSACTION READ ONLY'",
	"'SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED'",
	"'START TRANSACTION'",
	"'START TRANSACTION WITH CONSISTENT SNAPSHOT'",
	"'SET completion_type = 2'",
	"'SET max_join_size = 1'",
	"'SELECT * FROM nowhere.at_all'",
	"'SET nothing = 1'",
];

const engines = ['InnoDB', 'MyISAM', 'MEMORY', 'CSV', 'ARCHIVE', 'BLACKHOLE'];
const characterSets = ['latin1', 'utf8mb3', 'utf8mb4', 'ucs2', 'binary'];
const collations = ['latin1_bin', 'utf8mb4_bin', 'ucs2_general_ci', 'binary'];

/** The values of variables that the server treats as plain text. */
function textChoices(name: string): readonly string[] {
	if (name.endsWith('storage_engine')) {
		return [...engines, 'Aria'];
	}

	if (name.startsWith('character_set_')) {
		return characterSets;
	}

	if (name.startsWith('collation_') || name.startsWith('default_collation')) {
		return collations;
	}

	if (name === 'time_zone') {
		return ['+14:00', '-12:00'];
	}

	return name.startsWith('lc_') ? ['ja_JP', 'de_DE'] : ['', 'x'];
}

/** MySQL does not list the choices of an enumeration or a set: they are tried by their numbers. */
const mostChoices = 20;

/** Finds the variables that the server can change, and values to try: switches both ways, enumerations and sets through all values, numbers at both ends and one between. */
export async function readSweptVariables(
	connection: Connection,
	flavour: Flavour,
): Promise<readonly SweptVariable[]> {
	const described = await describe(connection, flavour);
	return described
		.filter(({name}) => !untouchable.has(name))
		.map(variable => ({
			name: variable.name,
			values: [...new Set(valuesOf(variable, flavour))],
		}));
}

function valuesOf(variable: Described, flavour: Flavour): readonly string[] {
	const {name, type, current, choices} = variable;
	const more = name === 'init_connect' ? initConnects : [];
	switch (type.split(' ')[0]?.toUpperCase()) {
		case 'BOOLEAN': {
			return ['0', '1'];
		}

		case 'ENUM':
		case 'ENUMERATION': {
			return choices?.map(text => quoted(text)) ?? indexes(mostChoices);
		}

		case 'SET':
		case 'FLAGSET': {
			return setValues(current, choices, flavour);
		}

		case 'VARCHAR':
		case 'STRING': {
			return [...more, ...textChoices(name).map(text => quoted(text))];
		}

		default: {
			return numbers(variable);
		}
	}
}

/** Flags that are named with `=on` are turned on one by one; of a set, each member alone, none, and all. */
function setValues(
	current: string,
	choices: readonly string[] | undefined,
	flavour: Flavour,
): readonly string[] {
	if (current.includes('=')) {
		return current
			.split(',')
			.map(flag =>
				quoted(
					flag.endsWith('=on')
						? flag.replace('=on', '=off')
						: flag.replace('=off', '=on'),
				),
			);
	}

	return [
		"''",
		...(choices?.map(text => quoted(text)) ??
			Array.from({length: 64}, (_, bit) => String(2n ** BigInt(bit)))),
		...(flavour === 'mariadb' && choices ? [quoted(choices.join(','))] : []),
	];
}

function indexes(count: number): readonly string[] {
	return Array.from({length: count}, (_, index) => String(index));
}

/** Both ends, and one between. */
function numbers({name, current, min, max}: Described): readonly string[] {
	if ([min, max].some(end => end.includes('.'))) {
		const between = (Number(min) + Math.min(Number(max), 1000)) / 2;
		return [min, String(between), max];
	}

	const low = whole(min) ?? 0n;
	const cap = largest.get(name);
	const high = whole(max) ?? 2n ** 63n - 1n;
	const end = cap !== undefined && high > cap ? cap : high;
	return [low, between(low, end, whole(current)), end].map(String);
}

/** In the middle of the range by magnitude, and not the current value. */
function between(low: bigint, end: bigint, current?: bigint): bigint {
	const bits = (end - low).toString(2).length;
	const middle = low + 2n ** BigInt(Math.floor(bits / 2));
	const inside = middle > end ? end : middle;
	return inside === current ? inside + 1n : inside;
}

function whole(text: string): bigint | undefined {
	return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

async function describe(
	connection: Connection,
	flavour: Flavour,
): Promise<readonly Described[]> {
	const [rows] = await connection.query<RowDataPacket[]>(
		flavour === 'mariadb'
			? `SELECT LOWER(VARIABLE_NAME) AS name, VARIABLE_TYPE AS type, GLOBAL_VALUE AS current,
					NUMERIC_MIN_VALUE AS low, NUMERIC_MAX_VALUE AS high, ENUM_VALUE_LIST AS choices
				FROM information_schema.SYSTEM_VARIABLES
				WHERE READ_ONLY = 'NO' AND VARIABLE_SCOPE <> 'SESSION ONLY' ORDER BY 1`
			: `SELECT m.VARIABLE_NAME AS name, m.DATA_TYPE AS type, g.VARIABLE_VALUE AS current,
					m.MIN_VALUE AS low, m.MAX_VALUE AS high, NULL AS choices
				FROM performance_schema.variables_metadata m
				JOIN performance_schema.global_variables g USING (VARIABLE_NAME) ORDER BY 1`,
	);
	const found: Described[] = [];
	for (const row of rows) {
		const name = String(row['name']);
		if (flavour === 'mysql' && !(await isDynamic(connection, name))) {
			continue;
		}

		const choices = String(row['choices'] ?? '');
		found.push({
			name,
			type: String(row['type']),
			current: String(row['current'] ?? ''),
			min: String(row['low'] ?? ''),
			max: String(row['high'] ?? ''),
			...(choices !== '' && {choices: choices.split(',')}),
		});
	}

	return found;
}

/** 1238: it is read-only. MySQL says so of no variable beforehand, and of all when they are set. */
async function isDynamic(
	connection: Connection,
	name: string,
): Promise<boolean> {
	try {
		await connection.query(`SET GLOBAL ${name} = @@GLOBAL.${name}`);
		return true;
	} catch (error: unknown) {
		return !(
			error instanceof Error &&
			'errno' in error &&
			error.errno === 1238
		);
	}
}
