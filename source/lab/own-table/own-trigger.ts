import {type Connection, type RowDataPacket} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {toFailure} from '../../server/failure.js';
import {quoted} from '../../server/literal.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {
	placeName,
	quotedTable,
	type TablePlace,
	type TriggerDesign,
} from './table-design.js';

/*
What proves that a trigger is the lab's: its name, its moment and its complete body, with a seal in it, as the server stores them. DROP TABLE drops it with its table.
*/

/** The triggers of a table, as SHOW TRIGGERS has them: those that the account may see. @param table - As the server stores its name. @throws mysql2's error. */
export async function readTriggers(
	connection: Connection,
	schema: string,
	table: string,
): Promise<readonly RowDataPacket[]> {
	const triggers = await queryPromptly(
		connection,
		`SHOW TRIGGERS FROM ${quoted(schema)}`,
	);
	return triggers.filter(row => String(row['Table']) === table);
}

/** Whether a row of SHOW TRIGGERS is the trigger of a design. It gives the body as it was sent [measured: MySQL 9.7, MariaDB 10.11]; MariaDB gives none to an account without the TRIGGER privilege. Pure. */
export function isLabsTrigger(
	row: Readonly<Record<string, unknown>>,
	trigger: TriggerDesign | undefined,
): boolean {
	return (
		trigger !== undefined &&
		row['Trigger'] === trigger.name &&
		row['Timing'] === 'BEFORE' &&
		row['Event'] === 'UPDATE' &&
		row['Statement'] === trigger.body
	);
}

/** The statement that puts the lab's trigger on its table. Pure. */
export function createTriggerStatement(
	place: TablePlace,
	{name, body}: TriggerDesign,
): string {
	return `CREATE TRIGGER ${quoted(place.schema)}.${quoted(name)} BEFORE UPDATE ON ${quotedTable(place)} FOR EACH ROW ${body}`;
}

/** ER_BINLOG_CREATE_ROUTINE_NEED_SUPER. */
const needsTrust = 1419;

/** ER_TRG_ALREADY_EXISTS: names are unique in a schema. */
const triggerExists = 1359;

/**
Puts it on a table that is proven to be the lab's.

@throws {Refusal} when this account may not, or somebody's trigger has that name; mysql2's error.
*/
export async function createTrigger(
	connection: Connection,
	place: TablePlace,
	trigger: TriggerDesign,
): Promise<void> {
	try {
		await queryPromptly(connection, createTriggerStatement(place, trigger));
	} catch (error: unknown) {
		switch (toFailure(error).errno) {
			case needsTrust: {
				throw new Refusal(
					`With a binary log this server lets only accounts with SUPER create triggers (1419), so the lab can't put one on ${placeName(place)}. Set log_bin_trust_function_creators, or choose another workload.`,
					{cause: error},
				);
			}

			case triggerExists: {
				throw new Refusal(
					`The schema ${place.schema} has a trigger ${trigger.name} that is not the lab's (1359). Name another schema with --database.`,
					{cause: error},
				);
			}

			default: {
				throw error;
			}
		}
	}
}
