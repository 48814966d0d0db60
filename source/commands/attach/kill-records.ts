import {type AttachLog} from '../../lab/attach/attach-log.js';
import {provedFrom, type VictimState} from '../../lab/attach/attach-state.js';
import {provedKill, type ProvedKill} from '../../output/attach-kill.js';
import {describeProof} from '../../wording/proof-words.js';
import {exitCodes} from '../exit-code.js';

/**
Tells of each kill of which nothing more is to be seen, once.

@param onProved - Called with it.
*/
export function tellProved(
	log: AttachLog,
	onProved: (proved: ProvedKill) => void,
): void {
	/** So many kills of each connection were told. */
	const told = new Map<string, number>();
	log.subscribe((event, {victim, left}) => {
		// After a restart the ids begin again.
		if (event.type === 'detached' && left.length === 0) {
			told.clear();
		}

		const proved = victim && provedKill(victim);
		if (
			proved &&
			!provedFrom(proved) &&
			(told.get(victim.connectionId) ?? 0) < proved.kills.length
		) {
			told.set(victim.connectionId, proved.kills.length);
			onProved(proved);
		}
	});
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
