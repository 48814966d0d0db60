import {type Flavour} from '../../server/flavour.js';

/** A variable that each of the lab's sessions sets itself. */
export type SessionSetting = {
	/** In lower case. */
	readonly name: string;
	/** As SQL. */
	readonly value: string;
	/** As SHOW VARIABLES shows it, if that is not `value` without its quotes. */
	readonly shown?: string;
	/** The servers that have it: a flavour and its first version, as in a version comment. Absent: all. */
	readonly since?: {readonly mysql: number} | {readonly mariadb: number};
	/** What another value would do, as a sentence without its capital and its full stop. */
	readonly why: string;
};

/** The largest number of 64 bits: no limit. */
const noLimit = '18446744073709551615';

/** How long a connection may be idle or stall in mid-packet, in seconds: the servers' default. */
const idleLimit = '28800';

const rowsMissing = 'the check of the data would miss rows';
const cutOff = "the server would close one of the lab's connections";

/**
Everything that affects the meaning of the lab's statements and that the defaults of a server or an account, or `init_connect`, can change. An account without privileges may set each of them [measured: MySQL 9.7, MariaDB 10.11 and 11.8]; the first versions are the manuals'.

The settings sweep shows that the list is complete: it tries every variable that a server has, one at a time. See docs/findings.md.
*/
export const sessionSettings: readonly SessionSetting[] = [
	{
		name: 'autocommit',
		value: '1',
		shown: 'ON',
		why: 'rows of a run under autocommit would never be committed',
	},
	{
		name: 'completion_type',
		value: '0',
		shown: 'NO_CHAIN',
		why: 'COMMIT would begin another transaction, or end the connection',
	},
	{name: 'sql_select_limit', value: noLimit, why: rowsMissing},
	// Setting this one sets the next one too [manual], so that they have an order.
	{
		name: 'max_join_size',
		value: noLimit,
		why: 'the server would refuse to read the data, with error 1104',
	},
	{
		name: 'sql_big_selects',
		value: '1',
		shown: 'ON',
		why: 'the server would refuse to read the data, with error 1104',
	},
	{
		name: 'sql_mode',
		value: "'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'",
		why: 'names, strings and the table could turn into something else',
	},
	{
		name: 'foreign_key_checks',
		value: '1',
		shown: 'ON',
		why: "someone's foreign key to the table would be left dangling",
	},
	{
		name: 'character_set_client',
		value: 'utf8mb4',
		why: 'names could turn into something else',
	},
	{
		name: 'character_set_results',
		value: 'utf8mb4',
		why: "the server's answers could not be read",
	},
	{
		name: 'collation_connection',
		value: 'utf8mb4_unicode_ci',
		why: 'names could be compared differently',
	},
	// Closes the idle control connection, and one that stalls in mid-packet: MySQL with 1159. `net_read_timeout` does neither [measured on both servers].
	{name: 'wait_timeout', value: idleLimit, why: cutOff},
	// Closes a connection whose LOAD DATA LOCAL waits for its client's lines, where `wait_timeout` does not: MySQL with 1159 [measured on both servers].
	{name: 'net_read_timeout', value: idleLimit, why: cutOff},
	{
		name: 'transaction_isolation',
		value: "'REPEATABLE-READ'",
		since: {mysql: 50_720},
		why: 'the check of the data could see uncommitted rows',
	},
	{
		name: 'transaction_read_only',
		value: '0',
		shown: 'OFF',
		since: {mysql: 50_720},
		why: 'every write would be refused with error 1792',
	},
	{
		name: 'max_execution_time',
		value: '0',
		since: {mysql: 50_708},
		why: 'the hash comparison would be cut short',
	},
	{
		name: 'tx_isolation',
		value: "'REPEATABLE-READ'",
		since: {mariadb: 100_000},
		why: 'the check of the data could see uncommitted rows',
	},
	{
		name: 'tx_read_only',
		value: '0',
		shown: 'OFF',
		since: {mariadb: 100_000},
		why: 'every write would be refused with error 1792',
	},
	{
		name: 'max_statement_time',
		value: '0',
		since: {mariadb: 100_101},
		why: 'the hash comparison would be cut short',
	},
	{
		name: 'max_session_mem_used',
		value: '9223372036854775807',
		since: {mariadb: 100_121},
		why: 'the server would refuse statements with error 1290',
	},
	// MySQL accepts no value that is too small for the lab, and MariaDB 10.11 needs less memory to sort [measured].
	{
		name: 'sort_buffer_size',
		value: '2097152',
		since: {mariadb: 100_000},
		why: 'the server would refuse to read the data, with error 1038',
	},
	{
		name: 'query_alloc_block_size',
		value: '16384',
		since: {mariadb: 100_000},
		why: 'the server would run out of memory in each statement',
	},
	{
		name: 'tmp_disk_table_size',
		value: noLimit,
		since: {mariadb: 100_207},
		why: 'the server would refuse to read tables, with error 1114',
	},
	// These close the work connection while a file is made or the upload is paused [measured].
	{
		name: 'idle_transaction_timeout',
		value: '0',
		since: {mariadb: 100_300},
		why: cutOff,
	},
	{
		name: 'idle_write_transaction_timeout',
		value: '0',
		since: {mariadb: 100_300},
		why: cutOff,
	},
	{
		name: 'idle_readonly_transaction_timeout',
		value: '0',
		since: {mariadb: 100_300},
		why: cutOff,
	},
	{
		name: 'sql_if_exists',
		value: '0',
		shown: 'OFF',
		since: {mariadb: 100_502},
		why: 'dropping a table that is gone would raise no error',
	},
	{
		name: 'max_tmp_session_space_usage',
		value: '0',
		since: {mariadb: 110_500},
		why: 'the server would refuse to read the data',
	},
];

/** The statement that sets all of them. Each server skips the comments meant for the other flavour and for later versions [measured]. */
export const settleStatement = `SET ${sessionSettings
	.map((setting, index) => {
		const assignment = `${index === 0 ? '' : ', '}${assign(setting)}`;
		const {since} = setting;
		return since === undefined
			? assignment
			: 'mysql' in since
				? ` /*!${since.mysql} ${assignment} */`
				: ` /*M!${since.mariadb} ${assignment} */`;
	})
	.join('')}`;

/** The statement that sets one of them. */
export function settleOne(setting: SessionSetting): string {
	return `SET ${assign(setting)}`;
}

function assign({name, value}: SessionSetting): string {
	return `SESSION ${name} = ${value}`;
}

/** Whether the lab sets a variable on a server of a flavour: another one may have a variable of that name too, whose value does not matter. */
export function isSetOn({since}: SessionSetting, flavour: Flavour): boolean {
	return since === undefined || flavour in since;
}

/** Whether a session has the value, from what SHOW VARIABLES says. */
export function isSettled(
	{value, shown = value.replaceAll("'", '')}: SessionSetting,
	seen: string,
): boolean {
	return (
		seen === shown ||
		// For some variables zero is 0.000000.
		(seen !== '' && Number(seen) === 0 && Number(shown) === 0)
	);
}
