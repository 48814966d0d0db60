import {type KillKind} from '../events/kill.js';
import {type AttachState} from './attach-state.js';
import {isListed, isRunning, isSameVictim} from './victim.js';

/** Why a key that kills does nothing, as a sentence without its full stop; `undefined`: it arms the kill. Pure. */
export function whyNotArmed(
	kind: KillKind,
	{victim, lost}: AttachState,
): string | undefined {
	if (!victim) {
		return 'Enter attaches to the chosen connection first; then q and c kill';
	}

	const {first, last, connectionId} = victim;
	if (lost !== undefined) {
		return 'Nothing can be sent: the server is not reached';
	}

	if (!first || !last) {
		return 'Not yet: nobody has looked at it';
	}

	if (!isListed(last) || !isSameVictim(first, last)) {
		return `Connection ${connectionId} is gone: there is nothing to kill`;
	}

	const {connection} = last.thread;
	if (connection.kind !== 'client') {
		return `Connection ${connectionId} is a thread of the server itself (${connection.kind}), and nobody's to kill`;
	}

	return kind === 'query' && !isRunning(last)
		? 'It runs no statement, so KILL QUERY would do nothing; c ends the connection'
		: undefined;
}
