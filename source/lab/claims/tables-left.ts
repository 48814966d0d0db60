import {type Bench, type Thread, type Trial} from './bench.js';
import {endWords} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {
	inState,
	killInFlight,
	type KillSql,
	type Met,
} from './kill-in-flight.js';

/** The list of InnoDB's tables. */
const innodbTables = {
	mysql: 'information_schema.INNODB_TABLES',
	mariadb: 'information_schema.INNODB_SYS_TABLES',
} as const;

async function killsAlter(bench: Bench): Promise<readonly Seen[]> {
	const client = await bench.connect();
	const {ended, took} = await killInFlight(bench, {
		client,
		runs: 'ALTER TABLE Transactional ADD COLUMN note INT, ALGORITHM = COPY',
		isMet: inState(/copy to tmp table/i),
	});
	const left = await bench.root.query(
		`SELECT NAME FROM ${innodbTables[bench.flavour]} WHERE NAME LIKE '%#sql%'`,
	);
	return [
		{
			saw: `${endWords(ended)}, ${left.length === 0 ? 'no temporary table left' : 'a temporary table left'}`,
			holds:
				ended.type === 'error' && ended.errno === 1317 && left.length === 0,
			took,
		},
	];
}

/** What a statement that answers with rows says of a table: its errors are among them. */
function answerOf({ended}: Pick<Met, 'ended'>): string {
	if (ended.type !== 'ok') {
		return endWords(ended);
	}

	const failed = ended.rows.some(
		row =>
			/^error$/i.test(String(row['Msg_type'])) ||
			row['Msg_text'] === 'Operation failed',
	);
	return failed ? 'OK with an error in its rows' : 'OK';
}

/** Whether CHECK TABLE finds nothing wrong. */
async function isSound({root}: Bench, table: string): Promise<boolean> {
	const rows = await root.query(`CHECK TABLE ${table}`);
	return rows.every(row =>
		/^(?:OK|Table is already up to date)$/.test(String(row['Msg_text'])),
	);
}

/** MySQL shows no state at all while a table is repaired [measured]. */
const repairing = {
	mysql: ({command, state}: Thread) => command === 'Query' && state === '',
	mariadb: inState(/repair/i),
} as const;

/** A KILL of a REPAIR that builds its indexes. */
async function killsRepair(
	bench: Bench,
	table: string,
	kill: KillSql,
): Promise<{readonly answer: string; readonly isSound: boolean}> {
	const client = await bench.connect();
	const met = await killInFlight(bench, {
		client,
		runs: `REPAIR TABLE ${table} EXTENDED`,
		isMet: repairing[bench.flavour],
		kill,
	});
	const sound = await isSound(bench, table);
	await bench.root.query(`REPAIR TABLE ${table}`);
	return {answer: answerOf(met), isSound: sound};
}

async function corrupts(bench: Bench): Promise<readonly Seen[]> {
	const {answer, isSound: sound} = await killsRepair(
		bench,
		'Plain',
		'KILL QUERY',
	);
	return [
		{
			part: 'a REPAIR',
			saw: `${answer}, CHECK TABLE finds it ${sound ? 'sound' : 'corrupt'}`,
			holds: !sound,
		},
	];
}

async function sparesRepair(bench: Bench): Promise<readonly Seen[]> {
	const hard = await killsRepair(bench, 'AriaTable', 'KILL HARD QUERY');
	const soft = await killsRepair(bench, 'AriaTable', 'KILL SOFT QUERY');
	return [
		{
			part: 'KILL HARD of a REPAIR of an Aria table',
			saw: `${hard.answer}, CHECK TABLE finds it ${hard.isSound ? 'sound' : 'corrupt'}`,
			holds: !hard.isSound,
		},
		{
			part: 'KILL SOFT',
			saw: `${soft.answer}, CHECK TABLE finds it ${soft.isSound ? 'sound' : 'corrupt'}`,
			holds: soft.isSound,
		},
	];
}

/** What is left of the tables. */
export const tablesLeft = {
	c9: killsAlter,
	c16: corrupts,
	k5: sparesRepair,
} satisfies Partial<Record<ClaimName, Trial>>;
