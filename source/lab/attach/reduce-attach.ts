import {type AttachEvent} from './attach-event.js';
import {
	hasKills,
	provedFrom,
	type AttachState,
	type SentKill,
	type VictimState,
} from './attach-state.js';
import {alikeIn, comebackInListing, comebackInLook} from './comeback.js';
import {rowsBelowOne} from './listed-rows.js';
import {type Listing} from './listing.js';
import {addLook, startProving} from './proof.js';
import {isListed, isRunning, type VictimLook} from './victim.js';

/** The state after an event. Pure. */
export function reduceAttach(
	state: AttachState,
	event: AttachEvent,
): AttachState {
	const {at} = event;
	switch (event.type) {
		case 'opened': {
			const {server, route, isWatchOnly} = event;
			return {...state, server, route, isWatchOnly};
		}

		case 'listed': {
			const {listing, pause} = event;
			return {
				...withVictim(state, victim => {
					const comeback = comebackInListing(victim, listing, at);
					return {...victim, ...(comeback && {comeback})};
				}),
				listing: {...listing, at, pause},
			};
		}

		case 'attached': {
			const {connectionId} = event;
			const {detached, ...rest} = withoutVictim(state);
			const isWanted = (one: VictimState) => one.connectionId === connectionId;
			return {
				...rest,
				left: rest.left.filter(one => !isWanted(one)),
				victim: rest.left.find(one => isWanted(one)) ?? {
					connectionId,
					samples: [],
					kills: [],
				},
			};
		}

		case 'detached': {
			const {detached, left, past, ...rest} = withoutVictim(state);
			return event.why === undefined
				? {...rest, left, past}
				: {...rest, left: [], past: [...past, ...left], detached: event.why};
		}

		case 'lost': {
			return {
				// Whether the server has got an unanswered kill is not known.
				...withVictim(state, victim => accepted(withoutArmed(victim))),
				lost: event.why,
			};
		}

		case 'back': {
			const {lost, ...rest} = state;
			return rest;
		}

		case 'kill-sent': {
			return withVictim(state, victim =>
				sent(withoutArmed(victim), event, state.listing),
			);
		}

		default: {
			return withVictim(state, victim => reduceVictim(victim, event));
		}
	}
}

function withVictim(
	state: AttachState,
	change: (victim: VictimState) => VictimState,
): AttachState {
	const {victim} = state;
	return victim ? {...state, victim: change(victim)} : state;
}

/** Nobody is watched; what is known of one that was killed stays. */
function withoutVictim(state: AttachState): Omit<AttachState, 'victim'> {
	const {victim, ...rest} = state;
	return victim && hasKills(victim)
		? {...rest, left: [...rest.left, withoutArmed(victim)]}
		: rest;
}

type VictimEvent = Exclude<
	AttachEvent,
	{
		readonly type:
			| 'opened'
			| 'listed'
			| 'attached'
			| 'detached'
			| 'kill-sent'
			| 'lost'
			| 'back';
	}
>;

function reduceVictim(victim: VictimState, event: VictimEvent): VictimState {
	const {at} = event;
	switch (event.type) {
		case 'looked': {
			return lookedAt(victim, event.look);
		}

		case 'detailed': {
			const {details} = event;
			return {
				...victim,
				details,
				...(victim.rowsBefore === undefined &&
					beginning.test(details.before ?? '') && {rowsBefore: 0}),
			};
		}

		case 'armed': {
			const {letGo, ...rest} = victim;
			return {...rest, armed: {kind: event.kind, at, isConfirmed: false}};
		}

		case 'confirmed': {
			const seen = lookedAt(victim, event.look);
			return {
				...seen,
				...(seen.armed && {armed: {...seen.armed, isConfirmed: true}}),
			};
		}

		case 'let-go': {
			return {
				...withoutArmed(victim),
				...(event.why !== undefined && {letGo: event.why}),
			};
		}

		case 'kill-rerouted': {
			const {unanswered} = victim;
			const sentAgain = unanswered
				? {
						...victim,
						unanswered: {
							...unanswered,
							proving: {...unanswered.proving, sentAt: at},
						},
					}
				: victim;
			return withLastKill(sentAgain, kill => ({
				...kill,
				statement: event.statement,
				sentAt: at,
				refused: {statement: kill.statement, failure: event.failure},
			}));
		}

		case 'kill-accepted': {
			return withLastKill(accepted(victim), kill => ({
				...kill,
				acceptedAt: at,
			}));
		}

		case 'kill-refused': {
			const {unanswered, ...rest} = victim;
			return withLastKill(rest, kill => ({...kill, failedWith: event.why}));
		}
	}
}

function withoutArmed({armed, letGo, ...rest}: VictimState): VictimState {
	return rest;
}

/** What is proved from now on is the last kill. */
function accepted({unanswered, ...rest}: VictimState): VictimState {
	if (!unanswered) {
		return rest;
	}

	const {comeback, ...before} = rest;
	return {...before, ...unanswered};
}

function withLastKill(
	victim: VictimState,
	change: (kill: SentKill) => SentKill,
): VictimState {
	return {
		...victim,
		kills: victim.kills.map((kill, index) =>
			index === victim.kills.length - 1 ? change(kill) : kill,
		),
	};
}

function sent(
	victim: VictimState,
	{
		kind,
		statement,
		keyAt,
		at,
	}: Extract<AttachEvent, {readonly type: 'kill-sent'}>,
	listing: Listing | undefined,
): VictimState {
	// What the first of two kills was compared with has the record of what ran.
	const before = provedFrom(victim) ?? victim.last;
	return {
		...victim,
		kills: [
			...victim.kills,
			{kind, statement, sentAt: at, ...(keyAt !== undefined && {keyAt})},
		],
		...(before &&
			isListed(before) && {
				unanswered: {
					proving: startProving(kind, before, at),
					around: {
						alike: alikeIn(listing, before.thread.connection),
						waiters: listing
							? rowsBelowOne(listing.waits, victim.connectionId).map(
									({id}) => id,
								)
							: [],
					},
				},
			}),
	};
}

/** Before a statement that follows one of these, a transaction has changed nothing. */
const beginning =
	/^\s*(?:begin(?!\s+not)|start\s+transaction|commit|rollback(?!\s+(?:work\s+)?to))\b/i;

/** So many samples make the curve of a transaction, and the estimate of its rollback. */
const mostSamples = 400;

function lookedAt(victim: VictimState, look: VictimLook): VictimState {
	const {rowsBefore, ...rest} = victim;
	const {first, last, proving, samples} = rest;
	const isSameTransaction =
		look.transaction?.transactionId === last?.transaction?.transactionId;
	const before = rowsBeforeStatement(victim, look);
	const comeback = comebackInLook(victim, look);
	return {
		...rest,
		...(first === undefined && isListed(look) && {first: look}),
		last: look,
		samples: look.transaction
			? [
					...(isSameTransaction ? samples : []),
					{at: look.at, rows: look.transaction.rows},
				].slice(-mostSamples)
			: [],
		...(before !== undefined && {rowsBefore: before}),
		...(proving && provedFrom(victim) && {proving: addLook(proving, look)}),
		...(comeback && {comeback}),
	};
}

/** It is known from a look at the connection between two statements. */
function rowsBeforeStatement(
	{last, rowsBefore}: VictimState,
	look: VictimLook,
): number | undefined {
	if (!last || !isListed(last) || !isListed(look)) {
		return rowsBefore;
	}

	if (last.thread.statementNumber === look.thread.statementNumber) {
		return rowsBefore;
	}

	if (isRunning(last)) {
		return undefined;
	}

	// Of another transaction, or of one that was not there, nothing had been seen.
	return last.transaction?.transactionId === look.transaction?.transactionId
		? (last.transaction?.rows ?? 0)
		: last.transaction
			? undefined
			: 0;
}
