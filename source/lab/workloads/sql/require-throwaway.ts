import {type Connection} from 'mysql2';
import {folderPrefix} from '../../../leftovers/folder-prefix.js';
import {Refusal} from '../../../refusal.js';
import {queryPromptly} from '../../../server/query-promptly.js';

/** Where the lab puts the data of a server that it starts and throws away. */
const ownFolder = new RegExp(`/${folderPrefix}[A-Za-z0-9]{6}/data/?$`);

/**
Makes sure that a server is one that the lab has started, by the folder of its data: on no other one does it drop what it has not made.

@throws {Refusal} when it is not; mysql2's error.
*/
export async function requireThrowaway(connection: Connection): Promise<void> {
	const [row] = await queryPromptly(
		connection,
		'SELECT @@GLOBAL.datadir AS folder',
	);
	if (!isThrowaway(String(row?.['folder']))) {
		throw new Refusal(
			'This is not a server that kill-lab has started: your own statement runs on the throwaway server only.',
		);
	}
}

/** Whether a server's data are in such a folder. Pure. */
export function isThrowaway(folder: string): boolean {
	return ownFolder.test(folder);
}
