import {type AttachLog} from '../../lab/attach/attach-log.js';
import {provedFrom, type AttachState} from '../../lab/attach/attach-state.js';
import {type Listing} from '../../lab/attach/listing.js';
import {isListed, isSameVictim} from '../../lab/attach/victim.js';
import {endPause, transactionPause} from '../../lab/connections/end-pause.js';
import {pause} from '../../lab/connections/pause.js';
import {readDetails} from '../../lab/evidence/read-details.js';
import {readListing} from '../../lab/evidence/read-listing.js';
import {readVictim} from '../../lab/evidence/read-victim.js';
import {type Links} from './links.js';

/** Between two looks at all connections, in ms, and at a victim while nothing is proved or armed. */
const listPause = 1000;
const victimPause = 500;

/** A look at all is paid for with this many times as long without one, and no longer than `mostPause`, in ms. */
const costFactor = 100;
const mostPause = 10_000;

/** What a look costs is the least that one of so many took: the others waited for a busy processor. */
const costLooks = 5;

/** What is looked at. */
export type WatchOptions = {
	readonly hasLiterals: boolean;
	/** Aborted when the user quits. */
	readonly leaving: AbortSignal;
};

/** What is looked at. */
type Looked = 'victim' | 'list';

/** The looks at a server. */
export type Watch = {
	/** Looks at the victim, or at all connections, at once, instead of at its time. */
	readonly hurry: (what: Looked) => void;
	/** Ends when the user quits. Rejects with mysql2's error when the connection is lost. */
	readonly done: Promise<void>;
};

/** Looks at a server again and again: at all its connections, and at the one that is watched, never at both at a time. */
export function startWatch(
	links: Links,
	log: AttachLog,
	options: WatchOptions,
): Watch {
	const hurried = new Set<Looked>();
	let wake = new AbortController();
	const {leaving} = options;
	let costs: readonly number[] = [];
	let newest: Looked | undefined;
	const dueAt: Record<Looked, number> = {victim: 0, list: 0};
	const look: Readonly<Record<Looked, () => Promise<void>>> = {
		async victim() {
			await lookAtVictim(links, log, options);
			dueAt.victim = log.now() + victimInterval(log.state(), log.now());
		},
		async list() {
			const listing = await readAll(links, options);
			costs = [...costs, listing.took].slice(-costLooks);
			// The first one is the dearest: the server has everything to load.
			const next = costs.length === 1 ? listPause : pauseAfter(costs);
			log.emit({type: 'listed', listing, pause: next});
			await lookAtDetails(links, log, options);
			dueAt.list = log.now() + next;
		},
	};
	const isDue = (what: Looked) =>
		hurried.has(what) ||
		log.now() >= dueAt[what] ||
		(what === 'list' && isOutdated(log.state()));
	/** In turns, so that neither waits for ever. */
	const nextOf = (due: readonly Looked[]) =>
		due.find(what => what !== newest) ?? due[0];
	const looks = async () => {
		while (!leaving.aborted) {
			const wanted: readonly Looked[] = log.state().victim
				? ['victim', 'list']
				: ['list'];
			const next = nextOf(wanted.filter(what => isDue(what)));
			if (next) {
				hurried.delete(next);
				newest = next;
				await look[next]();
			}

			const nextAt = Math.min(...wanted.map(what => dueAt[what]));
			const rest = Math.max(transactionPause, nextAt - log.now());
			wake = new AbortController();
			if (wanted.every(what => !hurried.has(what))) {
				await pause(rest, AbortSignal.any([leaving, wake.signal]));
			}
		}
	};

	return {
		hurry(what) {
			hurried.add(what);
			wake.abort();
		},
		done: looks(),
	};
}

/** A kill was accepted, or what it ended was seen gone, since all connections were looked at last: who waited for it may go on now. */
function isOutdated({victim, listing}: AttachState): boolean {
	const {proving, kills = []} = victim ?? {};
	const from = listing ? listing.at - listing.took : 0;
	return [
		kills.at(-1)?.acceptedAt,
		proving?.statementEndedAt,
		proving?.threadGoneAt,
		proving?.transactionGoneAt,
	].some(at => at !== undefined && at > from);
}

/** Something is going on that is to be seen as it happens. */
function victimInterval({victim}: AttachState, now: number): number {
	if (victim === undefined) {
		return victimPause;
	}

	const {armed, proving} = victim;
	if (proving && provedFrom(victim) !== undefined) {
		return endPause(now - proving.sentAt);
	}

	return armed === undefined ? victimPause : transactionPause;
}

/** How long to wait after a look at all, in ms. */
function pauseAfter(costs: readonly number[]): number {
	return Math.min(
		mostPause,
		Math.max(listPause, costFactor * Math.min(...costs)),
	);
}

async function readAll(
	{observer, ids, product, account}: Links,
	{hasLiterals}: WatchOptions,
): Promise<Listing> {
	return readListing(observer, {
		flavour: product.flavour,
		ownIds: ids,
		hasLiterals,
		account,
	});
}

async function lookAtDetails(
	{observer, product: {flavour}}: Links,
	log: AttachLog,
	{hasLiterals}: WatchOptions,
): Promise<void> {
	const look = log.state().victim?.last;
	if (look && isListed(look)) {
		const details = await readDetails(observer, {flavour, look, hasLiterals});
		log.emit({type: 'detailed', details});
	}
}

async function lookAtVictim(
	{observer, product, account}: Links,
	log: AttachLog,
	{hasLiterals}: WatchOptions,
): Promise<void> {
	const {victim} = log.state();
	if (!victim) {
		return;
	}

	const {connectionId} = victim;
	const first = provedFrom(victim);
	const {look} = await readVictim(observer, {
		connectionId,
		flavour: product.flavour,
		hasLiterals,
		account,
		...(first && {first}),
	});
	const now = log.state().victim;
	// It may have been left, or a kill sent, while the answers were on their way.
	if (now?.connectionId !== connectionId || provedFrom(now) !== first) {
		return;
	}

	log.emit({type: 'looked', look});
	if (
		now.armed &&
		now.first &&
		(!isListed(look) || !isSameVictim(now.first, look))
	) {
		log.emit({type: 'let-go', why: goneWords(connectionId)});
	}
}

/** Why nothing was sent to a connection that is gone. Pure. */
export function goneWords(connectionId: string): string {
	return `connection ${connectionId} is gone, or somebody else's now.`;
}
