import {type AttachLog} from '../../lab/attach/attach-log.js';
import {provedFrom, type VictimState} from '../../lab/attach/attach-state.js';
import {provedKill, type ProvedKill} from '../../output/attach-kill.js';
import {describeProof} from '../../wording/proof-words.js';
import {exitCodes} from '../exit-code.js';

/** The kills of a sitting, by the connections that they were sent to. */
export type KillRecords = {
	/** Those connections, in their order. */
	readonly all: () => readonly VictimState[];
};

/**
Collects the kills of a sitting.

@param onProved - Called once for each kill of which nothing more is to be seen.
*/
export function collectKills(
	log: AttachLog,
	onProved: (proved: ProvedKill) => void,
): KillRecords {
	const left: VictimState[] = [];
	let watched: VictimState | undefined;
	let told = 0;
	log.subscribe((event, {victim}) => {
		if (event.type === 'attached' || event.type === 'detached') {
			if (watched) {
				left.push(watched);
			}

			watched = undefined;
			told = 0;
			return;
		}

		watched = victim && victim.kills.length > 0 ? victim : undefined;
		const proved = watched && provedKill(watched);
		if (proved && !provedFrom(proved) && told < proved.kills.length) {
			told = proved.kills.length;
			onProved(proved);
		}
	});
	return {
		all: () => [...left, ...(watched ? [watched] : [])],
	};
}

/** What stays on the terminal of the kills of a connection. Pure. */
export function lastWords(victim: VictimState): string {
	const proved = provedKill(victim);
	const refused = victim.kills.flatMap(({failedWith}) => failedWith ?? []);
	const accepted = victim.kills
		.filter(({failedWith}) => failedWith === undefined)
		.map(({statement}) => statement);
	return [
		...refused,
		...(proved
			? [
					`${accepted.join(', ')}: ${describeProof(proved.proving, proved.proof)}`,
				]
			: []),
	]
		.map(line => `${line}\n`)
		.join('');
}

/** What the kills of a sitting mean to the caller of the program. Pure. */
export function exitCodeOfKills(victims: readonly VictimState[]): number {
	if (victims.some(victim => provedKill(victim)?.proof.isReached === false)) {
		return exitCodes.unverified;
	}

	const isRefused = ({kills}: VictimState) =>
		kills.some(({failedWith}) => failedWith !== undefined);
	return victims.some(victim => isRefused(victim))
		? exitCodes.error
		: exitCodes.atomic;
}
