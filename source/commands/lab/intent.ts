import {formatBytes} from '../../format.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {type ServerFacts} from '../../lab/events/events.js';
import {tableName} from '../../lab/history/table-name.js';
import {count, describeServer} from '../../wording/words.js';

/** What the lab will do to the user's server, for the question before it does it. */
export function describeIntent(
	server: ServerFacts,
	{schema, files, size, autocommit}: RunPlan,
	keep: boolean,
): string {
	return [
		`${describeServer(server)} is not a throwaway server.`,
		'On it the lab will',
		`  create the table ${schema}.${tableName}, and the schema if it does not exist;`,
		`  write ${count(files, 'file')} of ${formatBytes(size)} per run, ${formatBytes(files * size)} ${autocommit ? 'committed one by one' : 'in one transaction'};`,
		'  kill its own connection when you tell it to;',
		`  and ${keep ? 'keep the table' : 'drop the table'} at the end; a schema that the lab created stays. It touches nothing else.`,
	].join('\n');
}
