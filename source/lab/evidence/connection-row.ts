import {type Connection, type RowDataPacket} from 'mysql2';
import {
	type ConnectionKind,
	type Gap,
	type ListedConnection,
	type LockWait,
	type OpenTransaction,
} from '../attach/listing.js';
import {withoutLiterals} from '../attach/without-literals.js';
import {textOf} from './ask.js';

/** How a server's connections are wanted. */
export type ListingChoice = {
	/** Statements as they were sent, values and all. */
	readonly hasLiterals: boolean;
	/** The account, as GRANT names it. */
	readonly account: string;
};

/** What a server tells of its connections, but for their transactions. */
export type SeenConnections = {
	readonly connections: readonly ListedConnection[];
	readonly waits: readonly LockWait[];
	readonly gaps: readonly Gap[];
};

/** Reads the connections of one flavour, and who waits for whom. @throws mysql2's error, when the connection is lost. */
export type ConnectionReader = (
	connection: Connection,
	transactions: readonly OpenTransaction[],
	choice: ListingChoice,
) => Promise<SeenConnections>;

/** The columns of a process list, by what they are about. */
export type ProcessColumns = Readonly<
	Record<
		'id' | 'user' | 'host' | 'schema' | 'command' | 'seconds' | 'state',
		string
	>
>;

/** One row of a process list, without what the connection runs. */
export function connectionOf(
	row: RowDataPacket,
	columns: ProcessColumns,
	kindOf: (by: {
		readonly user: string;
		readonly command: string;
	}) => ConnectionKind,
): ListedConnection {
	const schema = textOf(row, columns.schema);
	const user = textOf(row, columns.user) ?? '';
	const command = textOf(row, columns.command) ?? '';
	return {
		id: textOf(row, columns.id) ?? '',
		kind: kindOf({user, command}),
		user,
		host: textOf(row, columns.host) ?? '',
		...(schema !== undefined && {schema}),
		command,
		seconds: Number(row[columns.seconds] ?? 0),
		state: textOf(row, columns.state) ?? '',
	};
}

/** What a process list shows of the statement that a connection runs: nothing while it sleeps. */
export function runningStatement(
	text: string | undefined,
	{hasLiterals}: Pick<ListingChoice, 'hasLiterals'>,
): Pick<ListedConnection, 'statement'> {
	return text === undefined
		? {}
		: {
				statement: {
					text: hasLiterals ? text : withoutLiterals(text),
					isRunning: true,
				},
			};
}
