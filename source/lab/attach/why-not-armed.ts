import {type KillKind} from '../events/kill.js';
import {type AttachState, type VictimState} from './attach-state.js';
import {isListed, isRunning, isSameVictim} from './victim.js';

/** Why a key that kills does nothing, as a sentence without its full stop; `undefined`: it arms the kill. Pure. */
export function whyNotArmed(
	kind: KillKind,
	{victim, lost, isWatchOnly}: AttachState,
): string | undefined {
	if (isWatchOnly) {
		return 'Nothing is killed here: attach was started with --watch';
	}

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

	if (isKilled(victim)) {
		return `Connection ${connectionId} is killed already: another KILL makes nothing faster`;
	}

	return kind === 'query' && !isRunning(last)
		? 'It runs no statement, so KILL QUERY would do nothing; c ends the connection'
		: undefined;
}

/** A KILL CONNECTION that the server has accepted: a second one does nothing on MySQL [sql/sql_parse.cc of 8.4], which may even answer that there is no such connection [measured]. */
function isKilled({kills}: Pick<VictimState, 'kills'>): boolean {
	return kills.some(
		({kind, acceptedAt}) => kind === 'connection' && acceptedAt !== undefined,
	);
}
