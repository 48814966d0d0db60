import cliTruncate from 'cli-truncate';
import {type AttachServer} from '../../lab/attach/attach-event.js';
import {type AttachLog} from '../../lab/attach/attach-log.js';
import {provedFrom, type VictimState} from '../../lab/attach/attach-state.js';
import {provedKill, type ProvedKill} from '../../output/attach-kill.js';
import {wrap} from '../../output/wrap.js';
import {killedWords} from '../../wording/killed-words.js';
import {accountOf, statementWords} from '../../wording/listing-words.js';
import {exitCodes} from '../../options/exit-codes.js';

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

/** What stays on the terminal of the kills of a connection: who it was, on which server, and an entry for each kill. Pure. @param width - Cells: no word is cut. */
export function lastWords(
	victim: VictimState,
	server: Pick<AttachServer, 'address'> | undefined,
	width: number,
): string {
	const {connectionId, proving, first} = victim;
	const connection = (proving?.before ?? first)?.thread.connection;
	const where = server ? ` on ${server.address}` : '';
	const who = connection
		? [`${accountOf(connection)}${where}`, statementWords(connection)]
		: [`connection ${connectionId}${where}`];
	return [
		cliTruncate(who.filter(words => words !== undefined).join(' · '), width),
		...killedWords(victim).flatMap(({text}) =>
			wrap(text, width - 4).map((line, index) =>
				index === 0 ? `  ${line}` : `    ${line}`,
			),
		),
	]
		.map(line => `${line}\n`)
		.join('');
}

/** What the kills of a sitting mean to the caller of the program. Pure. */
export function exitCodeOfKills(victims: readonly VictimState[]): number {
	const isUnproved = (victim: VictimState) =>
		victim.unanswered !== undefined ||
		provedKill(victim)?.proof.isReached === false;
	if (victims.some(victim => isUnproved(victim))) {
		return exitCodes.unverified;
	}

	const isRefused = ({kills}: VictimState) =>
		kills.some(({failedWith}) => failedWith !== undefined);
	return victims.some(victim => isRefused(victim))
		? exitCodes.error
		: exitCodes.atomic;
}
