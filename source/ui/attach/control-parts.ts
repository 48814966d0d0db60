import stringWidth from 'string-width';
import {formatDuration} from '../../format.js';
import {
	type AttachState,
	type SentKill,
	type VictimState,
} from '../../lab/attach/attach-state.js';
import {comebackTime} from '../../lab/attach/comeback.js';
import {forecast} from '../../lab/attach/forecast.js';
import {isRollingBack, judge, rollbackOf} from '../../lab/attach/proof.js';
import {releasedBy} from '../../lab/attach/released.js';
import {remaining} from '../../lab/attach/remaining.js';
import {undoTime} from '../../lab/attach/undo-time.js';
import {isListed} from '../../lab/attach/victim.js';
import {killKinds, type KillKind} from '../../lab/events/kill.js';
import {killStatement, plainRoute} from '../../lab/kills/route.js';
import {armedTime} from '../../keys/armed-time.js';
import {wrap} from '../../output/wrap.js';
import {
	describeProof,
	describeVictim,
	lossWords,
	remainingWords,
} from '../../wording/proof-words.js';
import {releasedWords} from '../../wording/released-words.js';
import {count} from '../../wording/words.js';
import {gap, part, wrapped, type Line, type Part} from './lines.js';

/** Before what a key would do, below it. */
const indent = '    ';

/** The cells of a key. */
const keyWidth = 3;

const keyNames = {query: 'q', connection: 'c'} as const;

/** The two keys, what is armed, what was sent, and what is proved. Pure. @param width - Cells. */
export function controlParts(
	state: AttachState,
	victim: VictimState,
	{width, now}: {readonly width: number; readonly now: number},
): readonly Part[] {
	const {kills, proving, last} = victim;
	const newest = kills.at(-1);
	const isThere = last !== undefined && isListed(last);
	return [
		part('keys', 0, keyLines(state, victim, width)),
		part('armed', 1, armedLines(victim, width, now)),
		part('loss', 6, isThere ? lossLines(victim, width) : []),
		gap('gap before kills'),
		part(
			'kills',
			3,
			kills
				.toReversed()
				.flatMap((kill, index) => killLines(kill, kills.length - index, width)),
			newest ? killLines(newest, kills.length, width).length : 0,
		),
		part('times', 5, proving ? timeLines(victim, width) : []),
		part('rollback', 2, rollbackLines(victim, width)),
		part('released', 4, releasedLines(state, victim, width)),
		part('comeback', 4, comebackLines(victim, width, now)),
		gap('gap before verdict'),
		part('verdict', 2, verdictLines(victim, width)),
	];
}

function keyLines(
	state: AttachState,
	victim: VictimState,
	width: number,
): readonly Line[] {
	const {connectionId} = victim;
	const {route = plainRoute} = state;
	return killKinds.flatMap((kind): readonly Line[] => {
		const statement = killStatement(kind, {connectionId}, route);
		const now = nowWords(kind, state, victim);
		const line = ` ${statement.padEnd('KILL CONNECTION '.length + connectionId.length)}  ${now}`;
		return keyWidth + stringWidth(line) <= width
			? [{keyName: keyNames[kind], text: line}]
			: [
					{keyName: keyNames[kind], text: ` ${statement}`},
					...wrap(now, width - indent.length).map((text): Line => ({
						text: `${indent}${text}`,
						tone: 'dim',
					})),
				];
	});
}

/** What a key would do right now. */
function nowWords(
	kind: KillKind,
	{server, lost, listing, isWatchOnly}: AttachState,
	victim: VictimState,
): string {
	const {last} = victim;
	if (lost !== undefined) {
		return 'off: the server is not reached';
	}

	if (isWatchOnly) {
		return 'off: --watch';
	}

	if (!last || !server) {
		return '…';
	}

	if (!isListed(last)) {
		return 'the connection is gone: error 1094';
	}

	const row = listing?.connections.find(({id}) => id === victim.connectionId);
	if (row?.isOwn) {
		return "this program's own connection";
	}

	const time =
		kind === 'connection' && !isRollingBack(last)
			? undoTime(victim)
			: undefined;
	return [
		forecast(kind, last, server.flavour),
		...(time
			? [`in ${formatDuration(time.least)} to ${formatDuration(time.most)}`]
			: []),
	].join(' ');
}

function armedLines(
	{armed, letGo, last, connectionId}: VictimState,
	width: number,
	now: number,
): readonly Line[] {
	if (!armed) {
		return letGo === undefined
			? []
			: wrapped(`Not sent: ${letGo}`, width, 'attention');
	}

	const left = Math.max(0, Math.ceil((armed.at + armedTime - now) / 1000));
	const who = last && isListed(last) ? describeVictim(last) : '';
	const press = armed.isConfirmed
		? `Press ${keyNames[armed.kind]} again within ${left} s to send it. Esc lets go.`
		: 'Reading again who it is …';
	return [
		...wrapped(press, width, 'attention'),
		...wrapped(
			`${kindNames[armed.kind]} ${connectionId} · ${who}`,
			width,
			'bold',
		),
	];
}

const kindNames: Readonly<Record<KillKind, string>> = {
	query: 'KILL QUERY',
	connection: 'KILL CONNECTION',
};

function lossLines({details}: VictimState, width: number): readonly Line[] {
	const words = details && lossWords(details);
	return words === undefined ? [] : wrapped(words, width, 'dim');
}

/** A kill, the newest first: what was sent, and what the server answered. */
function killLines(
	{statement, sentAt, keyAt, acceptedAt, failedWith, refused}: SentKill,
	number: number,
	width: number,
): readonly Line[] {
	const key =
		keyAt === undefined
			? ''
			: `, sent ${formatDuration(sentAt - keyAt)} after the key`;
	const words =
		failedWith ??
		`${statement} · ${
			acceptedAt === undefined
				? `no answer yet${key}`
				: `accepted after ${formatDuration(acceptedAt - sentAt)}${key}`
		}${refused ? ` (${refused.statement} was refused)` : ''}`;
	return wrap(`${number} ${words}`, width).map(text => ({
		text,
		...(failedWith !== undefined && ({tone: 'attention'} as const)),
	}));
}

/** When each end was seen first. */
function timeLines({proving}: VictimState, width: number): readonly Line[] {
	if (!proving) {
		return [];
	}

	const {sentAt} = proving;
	const times = [
		['statement ended', proving.statementEndedAt],
		['connection gone', proving.threadGoneAt],
		['transaction gone', proving.transactionGoneAt],
	] as const;
	const words = times.flatMap(([name, at]) =>
		at === undefined ? [] : [`${name} ${formatDuration(at - sentAt)}`],
	);
	const {mostRows} = proving;
	if (mostRows > 0 && judge(proving).transaction.outcome === 'rolled back') {
		words.push(`at least ${count(mostRows, 'row')} undone`);
	}

	return words.length === 0
		? []
		: wrapped(`seen after the KILL: ${words.join(' · ')}`, width, 'dim');
}

/** What has become of those that waited for it. */
function releasedLines(
	{listing}: AttachState,
	victim: VictimState,
	width: number,
): readonly Line[] {
	const released = releasedBy(victim, listing);
	return released === undefined
		? []
		: wrapped(
				releasedWords(released, victim.connectionId),
				width,
				released !== 'unseen' && released.waiting.length === 0
					? 'good'
					: 'attention',
			);
}

/** Whether the statement that was killed has come back: retry loops, pools and proxies do that. */
function comebackLines(
	{comeback, proving, kills}: VictimState,
	width: number,
	now: number,
): readonly Line[] {
	const kill = kills.findLast(({acceptedAt}) => acceptedAt !== undefined);
	if (comeback) {
		return wrapped(
			`The same statement runs again, on connection ${comeback.connectionId}: perhaps a client, a pool or a proxy has tried it once more.`,
			width,
			'attention',
		);
	}

	if (
		!kill ||
		!proving?.before.thread.connection.statement?.isRunning ||
		!judge(proving).isOver
	) {
		return [];
	}

	const rest = Math.ceil((kill.sentAt + comebackTime - now) / 1000);
	return wrapped(
		rest > 0
			? `Looking whether the statement comes back: ${rest} s more.`
			: 'The statement has not come back within a minute.',
		width,
		'dim',
	);
}

function rollbackLines(victim: VictimState, width: number): readonly Line[] {
	const rollback = victim.proving && rollbackOf(victim.proving);
	const rest = remaining(victim);
	return rest === undefined
		? []
		: wrapped(remainingWords(rest, rollback?.elapsed), width, 'attention');
}

function verdictLines({proving}: VictimState, width: number): readonly Line[] {
	if (!proving) {
		return [];
	}

	const proof = judge(proving);
	const words = describeProof(proving, proof)
		.replace(/^not proved/, 'Not proved yet')
		.replace(/^proved/, 'Proved');
	return wrapped(words, width, proof.isReached ? 'good' : 'attention');
}
