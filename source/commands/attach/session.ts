import {type AttachLog} from '../../lab/attach/attach-log.js';
import {isListed, isSameVictim} from '../../lab/attach/victim.js';
import {pressMeaning} from '../../lab/attach/press.js';
import {whyNotArmed} from '../../lab/attach/why-not-armed.js';
import {type KillKind} from '../../lab/events/kill.js';
import {readVictim} from '../../lab/evidence/read-victim.js';
import {armedTime} from '../../keys/armed-time.js';
import {isProgramFault} from '../../server/failure.js';
import {dropLinks, type Links} from './links.js';
import {sendKill} from './send-kill.js';
import {goneWords, type Watch} from './watch.js';

/** What the keys do with somebody's connection. */
export type AttachSession = {
	/** Watches a connection. */
	readonly attach: (connectionId: string) => void;
	/** Watches nobody any more. */
	readonly detach: () => void;
	/**
	A key that kills: the first press arms, the second sends: the KILL is on its way before this returns. A key that is held, or pressed twice in a moment, is no second decision.

	@param keyAt - When the key was read, in ms on the log's clock.
	@returns Why the key does nothing.
	*/
	readonly press: (kind: KillKind, keyAt: number) => string | undefined;
	/** Lets an armed kill go. */
	readonly letGo: () => void;
};

/** What a session works with: both are absent while the server is not reached. */
export type Reach = {
	readonly links: Links;
	readonly watch: Watch;
};

/** Makes what the keys do. @param reach - What there is right now. */
export function createSession(
	log: AttachLog,
	{
		reach,
		hasLiterals,
	}: {
		readonly reach: () => Reach | undefined;
		readonly hasLiterals: boolean;
	},
): AttachSession {
	let timer: NodeJS.Timeout | undefined;
	/** The last press of a key that kills, on the log's clock. */
	let pressedAt = Number.NEGATIVE_INFINITY;

	const letGo = (why?: string) => {
		clearTimeout(timer);
		if (log.state().victim?.armed) {
			log.emit({type: 'let-go', ...(why !== undefined && {why})});
		}
	};

	/** A connection that fails is dropped with the other one: both are opened again together. */
	const guard = async (links: Links, act: () => Promise<unknown>) => {
		try {
			await act();
		} catch (error: unknown) {
			if (isProgramFault(error)) {
				throw error;
			}

			dropLinks(links);
		}
	};

	const send = (kind: KillKind, keyAt: number) => {
		const {victim} = log.state();
		const now = reach();
		if (!victim || !now) {
			return;
		}

		clearTimeout(timer);
		const {last, connectionId} = victim;
		const {links, watch} = now;
		void guard(links, async () => {
			await sendKill(
				links.control,
				{
					kind,
					connectionId,
					queryId:
						last && isListed(last) ? last.thread.statementNumber : undefined,
					routes: links.routes,
					keyAt,
				},
				log,
			);
			watch.hurry('victim');
		});
	};

	/** Reads again who it is, through the connection that will send the KILL. */
	const confirm = async (
		{control, product, account}: Links,
		connectionId: string,
		armedAt: number,
	) => {
		const {look} = await readVictim(control, {
			connectionId,
			flavour: product.flavour,
			hasLiterals,
			account,
		});
		const {victim} = log.state();
		if (victim?.armed?.at !== armedAt || !victim.first) {
			return;
		}

		if (!isListed(look) || !isSameVictim(victim.first, look)) {
			letGo(goneWords(connectionId));
			return;
		}

		log.emit({type: 'confirmed', look});
	};

	const arm = (kind: KillKind) => {
		const {victim} = log.state();
		const now = reach();
		if (!victim || !now) {
			return;
		}

		letGo();
		log.emit({type: 'armed', kind});
		timer = setTimeout(() => {
			letGo('ten seconds are over.');
		}, armedTime);
		const armedAt = log.state().victim?.armed?.at;
		if (armedAt !== undefined) {
			void guard(now.links, async () =>
				confirm(now.links, victim.connectionId, armedAt),
			);
		}
	};

	return {
		attach(connectionId) {
			letGo();
			log.emit({type: 'attached', connectionId});
			reach()?.watch.hurry('victim');
		},
		detach() {
			letGo();
			log.emit({type: 'detached'});
			// The list is what is looked at now.
			reach()?.watch.hurry('list');
		},
		press(kind, keyAt) {
			const before = pressedAt;
			pressedAt = keyAt;
			const {victim} = log.state();
			const why =
				victim && reach()?.links.ids.includes(victim.connectionId)
					? "It is this program's own connection"
					: whyNotArmed(kind, log.state());
			if (why !== undefined) {
				letGo();
				return why;
			}

			switch (pressMeaning(kind, victim?.armed, keyAt - before)) {
				case 'arms': {
					arm(kind);
					break;
				}

				case 'early': {
					return 'Not yet: who it is is still being read again';
				}

				case 'repeated': {
					break;
				}

				case 'sends': {
					send(kind, keyAt);
					break;
				}
			}

			return undefined;
		},
		letGo() {
			letGo('you let it go.');
		},
	};
}
