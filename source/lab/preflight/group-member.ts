import {type Connection} from 'mysql2';
import {printable} from '../../printable.js';
import {type Variables} from '../../server/global-variables.js';
import {see, type Seen} from '../account/see.js';

/** What a server shows of its Group Replication group. */
export type GroupMember = {
	/** Its own state, such as `ONLINE`, and its role, such as `PRIMARY`; a server before MySQL 8.0 shows no role [manual]. */
	readonly state: string;
	readonly role: string;
	/** The members that it sees, including itself. */
	readonly members: number;
	/** Host and port of the members that take writes, itself among them. */
	readonly primaries: readonly string[];
};

/**
Reads the server's membership. Does not ask if the plugin is not loaded: its variable shows that [manual].

@returns Nothing when the server is in no group and has none to join: a plugin that is loaded and not configured shows a member that is `OFFLINE` [measured: MySQL 9.7].
@throws mysql2's error, when the connection is lost.
*/
export async function readGroupMember(
	connection: Connection,
	variables: Variables,
): Promise<Seen<GroupMember | undefined>> {
	if (!variables.has('group_replication_transaction_size_limit')) {
		return {type: 'seen', value: undefined};
	}

	return see(
		connection,
		// All columns: they differ by version.
		'SELECT m.*, m.MEMBER_ID = @@server_uuid AS is_own FROM performance_schema.replication_group_members AS m',
		rows => {
			const members = rows.map(row => ({
				isOwn: Number(row['is_own']) === 1,
				state: printable(String(row['MEMBER_STATE'])),
				role: printable(String(row['MEMBER_ROLE'] ?? '')),
				address: printable(`${row['MEMBER_HOST']}:${row['MEMBER_PORT']}`),
			}));
			const own = members.find(({isOwn}) => isOwn);
			const isConfigured =
				(variables.get('group_replication_group_name') ?? '') !== '';
			return own && (own.state !== 'OFFLINE' || isConfigured)
				? {
						state: own.state,
						role: own.role,
						members: members.length,
						primaries: members
							.filter(({role}) => role === 'PRIMARY')
							.map(({address}) => address),
					}
				: undefined;
		},
		{grant: 'SELECT ON performance_schema.replication_group_members'},
	);
}
