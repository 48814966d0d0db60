import {formatBytes} from '../format.js';
import {type Plan, type ServerFacts} from '../lab/events.js';
import {tableName} from '../lab/table.js';
import {count, describeServer} from '../words.js';

/** What the lab is going to do to a server of the user's, for the question before it does it. */
export function describeIntent(
	server: ServerFacts,
	{schema, files, size, autocommit}: Plan,
	keep: boolean,
): string {
	return [
		`${describeServer(server)} is not a throwaway server.`,
		`The lab will create the table ${schema}.${tableName} there, and the schema if it is missing. Each run writes ${count(files, 'file')} of ${formatBytes(size)}, ${formatBytes(files * size)} in all, ${autocommit ? 'committed one by one' : 'in one transaction'}, and kills its own connection when you say so. It touches nothing else, and ${keep ? 'keeps the table at the end' : 'drops what it created at the end'}.`,
	].join('\n');
}
