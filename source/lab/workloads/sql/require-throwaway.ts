import {type Connection} from 'mysql2';
import {Refusal} from '../../../refusal.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {isThrowaway} from '../../preflight/throwaway.js';

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
