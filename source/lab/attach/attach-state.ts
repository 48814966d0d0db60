import {type Failure} from '../../server/failure.js';
import {type KillKind, type KillRoute} from '../events/kill.js';
import {type AttachServer} from './attach-event.js';
import {type Comeback} from './comeback.js';
import {type Listing} from './listing.js';
import {judge, type Proving} from './proof.js';
import {type FirstLook, type VictimLook} from './victim.js';
import {type VictimDetails} from './victim-details.js';

/** How many rows a transaction had changed, at a time in ms. */
export type RowSample = {readonly at: number; readonly rows: number};

/** A kill of somebody's connection. Times are ms on the program's clock. */
export type SentKill = {
	readonly kind: KillKind;
	readonly statement: string;
	readonly sentAt: number;
	/** When the key was read; absent: no key. */
	readonly keyAt?: number;
	/** When the server accepted it; absent: it has not. */
	readonly acceptedAt?: number;
	/** What was refused before it, and why. */
	readonly refused?: {readonly statement: string; readonly failure: Failure};
	/** Why the server refused it for good. */
	readonly failedWith?: string;
};

/** A kill that waits for its second press. */
export type Armed = {
	readonly kind: KillKind;
	readonly at: number;
	/** Who it is has been read again since then. */
	readonly isConfirmed: boolean;
};

/** What there was besides the victim when a kill was sent. */
export type Around = {
	/** Who else ran the same statement. */
	readonly alike: readonly string[];
	/** Who waited for it, directly or not. */
	readonly waiters: readonly string[];
};

/** The connection that is watched. */
export type VictimState = {
	readonly connectionId: string;
	/** Who it was when it was chosen; absent: nobody has looked yet. */
	readonly first?: FirstLook;
	readonly last?: VictimLook;
	readonly details?: VictimDetails;
	/** Of its transaction, the newest last. */
	readonly samples: readonly RowSample[];
	/** What the transaction had changed before the statement that runs; absent: nobody has seen that. */
	readonly rowsBefore?: number;
	readonly armed?: Armed;
	/** Why the last armed kill was let go; absent: the person did it, or there is none. */
	readonly letGo?: string;
	readonly kills: readonly SentKill[];
	/** What has been seen of the last kill that the server has not refused. */
	readonly proving?: Proving;
	/** What there was around that kill. */
	readonly around?: Around;
	/** The same of a kill that the server has not answered yet. */
	readonly unanswered?: {readonly proving: Proving; readonly around: Around};
	/** The statement that the last kill ended runs again; absent: nobody has seen that. */
	readonly comeback?: Comeback;
};

/** What is known of somebody's server. */
export type AttachState = {
	readonly server?: AttachServer;
	/** How kills are sent; absent: as KILL statements. */
	readonly route?: KillRoute;
	/** Nothing is killed, whatever is pressed. */
	readonly isWatchOnly?: boolean;
	readonly listing?: Listing & {
		readonly at: number;
		/** Until the next one, in ms. */
		readonly pause: number;
	};
	readonly victim?: VictimState;
	/** Those that were killed and are not watched right now: whoever is attached to again still has its kills. */
	readonly left: readonly VictimState[];
	/** The same of before a restart: their ids may be anybody's by now. */
	readonly past: readonly VictimState[];
	/** Why nobody is watched any more, though the person has not left it. */
	readonly detached?: string;
	/** Why the server can't be reached right now. */
	readonly lost?: string;
};

/** Nothing is known. */
export const unopened: AttachState = {left: [], past: []};

/** The connections that were killed in this sitting, in the order in which they were left. Pure. */
export function killedVictims({
	past,
	left,
	victim,
}: AttachState): readonly VictimState[] {
	return [...past, ...left, ...(victim && hasKills(victim) ? [victim] : [])];
}

/** Whether a KILL was sent to it. Pure. */
export function hasKills({kills}: VictimState): boolean {
	return kills.length > 0;
}

/** The look that further ones are compared with while a kill is not proved yet; `undefined`: nothing is to be proved. Pure. */
export function provedFrom({
	proving,
}: Pick<VictimState, 'proving'>): FirstLook | undefined {
	return proving && !judge(proving).isOver ? proving.before : undefined;
}
