import {type AttachLog} from '../../lab/attach/attach-log.js';
import {type AttachServer} from '../../lab/attach/attach-event.js';
import {provedFrom, type VictimState} from '../../lab/attach/attach-state.js';
import {judge} from '../../lab/attach/proof.js';
import {type ProvedKill} from '../../output/attach-kill.js';

/** The kills of a sitting, each with what it is proved to have done. */
export type KillRecords = {
	/** Those of connections that are no longer watched, and of the one that is; in their order. */
	readonly all: () => readonly ProvedKill[];
};

/**
Collects the kills of a sitting.

@param onProved - Called once for each kill of which nothing more is to be seen.
*/
export function collectKills(
	log: AttachLog,
	onProved: (proved: ProvedKill, server: AttachServer) => void,
): KillRecords {
	const left: ProvedKill[] = [];
	let watched: ProvedKill | undefined;
	let told = 0;
	log.subscribe((event, {victim, server}) => {
		if (event.type === 'attached' || event.type === 'detached') {
			if (watched) {
				left.push(watched);
			}

			watched = undefined;
			told = 0;
			return;
		}

		watched = victim && provedOf(victim);
		if (
			watched &&
			victim &&
			server &&
			!provedFrom(victim) &&
			told < watched.kills.length
		) {
			told = watched.kills.length;
			onProved(watched, server);
		}
	});
	return {
		all: () => [...left, ...(watched ? [watched] : [])],
	};
}

function provedOf({kills, proving}: VictimState): ProvedKill | undefined {
	return proving && {kills, proving, proof: judge(proving)};
}
