import {type Connection} from 'mysql2';
import {toFailure} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {type Progress} from '../events/events.js';

/**
The statement that shows how far a server says a connection's statement is. The id stands in it as digits, as in that for its transaction.

MySQL tells it in the stage events of the performance schema, if their consumer is on, which it is not by default [manual; measured on 9.7]; MariaDB in its process list [manual].
*/
const progressQuery: Readonly<Record<Flavour, (id: string) => string>> = {
	mysql: id =>
		`SELECT WORK_COMPLETED AS done, WORK_ESTIMATED AS total FROM performance_schema.events_stages_current WHERE THREAD_ID = (SELECT THREAD_ID FROM performance_schema.threads WHERE PROCESSLIST_ID = ${id}) AND WORK_ESTIMATED > 0`,
	mariadb: id =>
		`SELECT PROGRESS AS done, 100 AS total, STAGE AS stage, MAX_STAGE AS stages FROM information_schema.PROCESSLIST WHERE ID = ${id} AND MAX_STAGE > 0`,
};

/** 1142: no SELECT on the table; 1044 and 1146: no performance_schema. */
const deniedErrors = new Set([1044, 1142, 1146]);

/**
Looks once at a connection's progress.

@returns `undefined` while the server tells none; `hidden` if the account can't see it.
@throws mysql2's error.
*/
export async function readProgress(
	connection: Connection,
	flavour: Flavour,
	connectionId: string,
): Promise<Progress | 'hidden' | undefined> {
	try {
		const [row] = await queryPromptly(
			connection,
			progressQuery[flavour](connectionId),
		);
		return (
			row && {
				done: Number(row['done']),
				total: Number(row['total']),
				...('stage' in row && {
					stage: Number(row['stage']),
					stages: Number(row['stages']),
				}),
			}
		);
	} catch (error: unknown) {
		if (deniedErrors.has(toFailure(error).errno ?? 0)) {
			return 'hidden';
		}

		throw error;
	}
}
