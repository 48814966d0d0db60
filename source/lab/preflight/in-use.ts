import {type Connection} from 'mysql2';
import {placeName, type TablePlace} from '../own-table/table-design.js';
import {findUser} from '../own-table/table-lock.js';
import {type Finding} from '../events/finding.js';

/** Whether another lab is using the table right now. A lab does not check this: it waits a little for the one before it. @throws mysql2's error. */
export async function lookForUser(
	connection: Connection,
	place: TablePlace,
): Promise<readonly Finding[]> {
	const user = await findUser(connection, place);
	return user === undefined
		? []
		: [
				{
					type: 'stop',
					what: `use of ${placeName(place)}`,
					value: `by another kill-lab (connection ${user})`,
					needed: 'none',
					why: "two labs can't share a table",
					mend: {
						type: 'advice',
						instead:
							'wait for it to end, or name another schema with --database',
					},
				},
			];
}
