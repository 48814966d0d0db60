import {formatDuration} from '../format.js';
import {
	type AttachState,
	type SentKill,
	type VictimState,
} from '../lab/attach/attach-state.js';
import {judge} from '../lab/attach/proof.js';
import {isListed, isRunning} from '../lab/attach/victim.js';
import {killStatement, plainRoute} from '../lab/kills/route.js';
import {describeProof, describeVictim} from '../wording/proof-words.js';
import {type Copied} from './copied.js';

/** What the key for it copies of the connection that is watched: the KILL statement, or what its kills did. Pure. @param toIso - Writes a time of the program's clock as ISO 8601. */
export function toCopy(
	{victim, route = plainRoute, server}: AttachState,
	toIso: (at: number) => string,
): Copied | undefined {
	if (!victim || !server) {
		return undefined;
	}

	if (victim.kills.length > 0) {
		return {
			what: 'the report',
			text: [
				`${server.product} · ${server.address}`,
				...reportLines(victim, toIso),
			].join('\n'),
		};
	}

	const {last, armed, connectionId} = victim;
	const isIdle = last && isListed(last) && !isRunning(last);
	const kind = armed?.kind ?? (isIdle ? 'connection' : 'query');
	const text = killStatement(kind, {connectionId}, route);
	return {what: text, text};
}

function reportLines(
	{kills, proving, first, connectionId, comeback}: VictimState,
	toIso: (at: number) => string,
): readonly string[] {
	return [
		`connection ${connectionId}${first ? ` · ${describeVictim(proving?.before ?? first)}` : ''}`,
		...kills.map(kill => `${toIso(kill.sentAt)} ${answerOf(kill)}`),
		...(proving ? [describeProof(proving, judge(proving))] : []),
		...(comeback
			? [
					`the same statement runs again, on connection ${comeback.connectionId}`,
				]
			: []),
	];
}

function answerOf({
	statement,
	sentAt,
	acceptedAt,
	failedWith,
}: SentKill): string {
	return (
		failedWith ??
		`${statement}: ${acceptedAt === undefined ? 'no answer' : `accepted after ${formatDuration(acceptedAt - sentAt)}`}`
	);
}
