import {type AttachServer} from '../lab/attach/attach-event.js';
import {type SentKill, type VictimState} from '../lab/attach/attach-state.js';
import {
	type ListedConnection,
	type OpenTransaction,
} from '../lab/attach/listing.js';
import {
	judge,
	type Proof,
	type Proving,
	type TransactionVerdict,
} from '../lab/attach/proof.js';
import {type Effect} from '../lab/events/kill.js';

/** What `attach ID --kill … --json` prints, and a line of `--log`. */
export type AttachKillDocument = AttachServer & {
	/** As it was when the first kill was sent. */
	readonly victim: ListedConnection;
	/** The one that it had open; absent: none. */
	readonly transaction?: OpenTransaction;
	readonly kills: ReadonlyArray<
		Pick<SentKill, 'kind' | 'statement' | 'refused'> & {
			/** In ISO 8601. */
			readonly sent: string;
			/** Until the server accepted it, in ms; absent: it refused it. */
			readonly answeredAfter?: number;
		}
	>;
	readonly isProved: boolean;
	readonly effect: Effect;
	readonly verdict: TransactionVerdict;
	/** When each was seen first, in ms since the last kill was sent that was not refused. */
	readonly seen: Readonly<
		Partial<
			Record<
				'statementEnded' | 'rollback' | 'threadGone' | 'transactionGone',
				number
			>
		>
	>;
	/** How often it was looked. */
	readonly looks: number;
};

/** The kills of a connection, and what the last one is proved to have done. */
export type ProvedKill = {
	readonly kills: readonly SentKill[];
	readonly proving: Proving;
	readonly proof: Proof;
};

/** What a connection's kills are proved to have done; `undefined`: the server has accepted none. Pure. */
export function provedKill({
	kills,
	proving,
}: Pick<VictimState, 'kills' | 'proving'>): ProvedKill | undefined {
	return proving && {kills, proving, proof: judge(proving)};
}

/** The document of a kill and its proof. Pure. @param toIso - Writes a time of the program's clock as ISO 8601. */
export function attachKillDocument(
	server: AttachServer,
	{kills, proving, proof}: ProvedKill,
	toIso: (at: number) => string,
): AttachKillDocument {
	const {before, looks, sentAt} = proving;
	const times = {
		statementEnded: proving.statementEndedAt,
		rollback: proving.rollbackSeenAt,
		threadGone: proving.threadGoneAt,
		transactionGone: proving.transactionGoneAt,
	};
	return {
		...server,
		victim: before.thread.connection,
		...(before.transaction && {transaction: before.transaction}),
		kills: kills.map(({kind, statement, sentAt, acceptedAt, refused}) => ({
			kind,
			statement,
			sent: toIso(sentAt),
			...(acceptedAt !== undefined && {
				answeredAfter: rounded(acceptedAt - sentAt),
			}),
			...(refused && {refused}),
		})),
		isProved: proof.isReached,
		effect: proof.effect,
		verdict: proof.transaction,
		seen: Object.fromEntries(
			Object.entries(times).flatMap(([name, at]) =>
				at === undefined ? [] : [[name, rounded(at - sentAt)]],
			),
		),
		looks,
	};
}

/** To a microsecond, in ms: what is beyond it is noise. */
function rounded(ms: number): number {
	return Math.round(1000 * ms) / 1000;
}
