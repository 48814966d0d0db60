import {LeftWaiting, type Waits} from '../lab/connections/waits.js';
import {type Session} from '../lab/session.js';
import {Refusal} from '../refusal.js';
import {toFailure} from '../server/failure.js';

/**
Closes a session on a server that stays.

@returns Whether everything was done: on quitting, nothing is waited for.
@throws {Refusal} when something is left behind.
*/
export async function closeSession(
	session: Session,
	waits: Waits,
	how: {readonly keep: boolean},
): Promise<boolean> {
	if (waits.isCut()) {
		await session.abandon();
		return false;
	}

	try {
		await session.close(how);
		return true;
	} catch (error: unknown) {
		if (error instanceof LeftWaiting) {
			return false;
		}

		throw new Refusal(
			`Could not clean up: ${toFailure(error).message.replace(/\.$/, '')}.`,
			{cause: error},
		);
	}
}
