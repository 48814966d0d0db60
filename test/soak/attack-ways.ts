import {setTimeout as delay} from 'node:timers/promises';
import {killVictim} from '../../source/commands/attach/kill-victim.js';
import {openLinks} from '../../source/commands/attach/links.js';
import {createSession} from '../../source/commands/attach/session.js';
import {stayInTouch} from '../../source/commands/attach/stay-in-touch.js';
import {
	createAttachLog,
	type AttachLog,
} from '../../source/lab/attach/attach-log.js';
import {
	type AttachState,
	type VictimState,
} from '../../source/lab/attach/attach-state.js';
import {judge, type Proof} from '../../source/lab/attach/proof.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {usualChoice} from '../../source/lab/kills/choose-route.js';
import {plainRoute} from '../../source/lab/kills/route.js';
import {readAccount} from '../../source/lab/account/read-account.js';
import {Refusal} from '../../source/refusal.js';
import {type Server} from '../../source/server/address.js';
import {connect, disconnect} from '../../source/server/connect.js';
import {type Flavour} from '../../source/server/flavour.js';

/** Whom to kill. */
export type Attack = {
	readonly flavour: Flavour;
	readonly connectionId: string;
	readonly kind: KillKind;
};

/** Kills somebody's connection, and tells what that did; nothing if it was refused, and nothing sent. */
type Way = (server: Server, attack: Attack) => Promise<Proof | undefined>;

/** The longest that a proof may take, in ms. */
const timeout = 60_000;

/** As `kill-lab attach ID --kill` does it. */
const asScript: Way = async (server, attack) => {
	const connection = await connect(server);
	try {
		const {proof} = await killVictim(connection, {
			...attack,
			hasLiterals: false,
			account: await readAccount(connection),
			routes: {first: plainRoute},
			timeout,
			leaving: new AbortController().signal,
			log: createAttachLog(() => performance.now()),
		});
		return proof;
	} catch (error: unknown) {
		if (error instanceof Refusal) {
			return undefined;
		}

		throw error;
	} finally {
		await disconnect(connection);
	}
};

/** Two presses of a key are a decision only this long after each other, in ms. */
const decision = 260;

/** By two presses of a key, as on the screen: listed, watched, killed. */
const byKeys: Way = async (server, {connectionId, kind}) => {
	const log = createAttachLog(() => performance.now());
	const open = async () => openLinks(server, usualChoice);
	const leaving = new AbortController();
	const {reach, done} = stayInTouch(await open(), open, log, {
		hasLiterals: false,
		leaving: leaving.signal,
	});
	try {
		const session = createSession(log, {reach, hasLiterals: false});
		session.attach(connectionId);
		await until(log, ({victim}) => victim?.last !== undefined);
		if (session.press(kind, log.now()) !== undefined) {
			return undefined;
		}

		const pressedAt = log.now();
		await until(log, ({victim}) => !isReading(victim));
		await delay(Math.max(0, pressedAt + decision - log.now()));
		if (!log.state().victim?.armed) {
			return undefined;
		}

		if (session.press(kind, log.now()) !== undefined) {
			return undefined;
		}

		await until(log, ({victim}) => isOver(victim));
		const {proving} = log.state().victim ?? {};
		return proving && judge(proving);
	} finally {
		leaving.abort();
		await done;
	}
};

/** Both ways to kill. */
export const ways: Readonly<Record<string, Way>> = {
	'a script': asScript,
	keys: byKeys,
};

/** Who it is is still being read again. */
function isReading(victim: VictimState | undefined): boolean {
	return victim?.armed?.isConfirmed === false;
}

/** All is proved, or the server has refused the kill. */
function isOver(victim: VictimState | undefined): boolean {
	const {proving, kills = []} = victim ?? {};
	return (
		(proving !== undefined && judge(proving).isOver) ||
		kills.some(({failedWith}) => failedWith !== undefined)
	);
}

/** @throws when that takes too long. */
async function until(
	log: AttachLog,
	isSo: (state: AttachState) => boolean,
): Promise<void> {
	if (isSo(log.state())) {
		return;
	}

	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(() => {
			unsubscribe();
			reject(
				new Error(`Waited in vain: ${JSON.stringify(log.state().victim)}`),
			);
		}, timeout);
		const unsubscribe = log.subscribe((_event, state) => {
			if (isSo(state)) {
				clearTimeout(timer);
				unsubscribe();
				resolve();
			}
		});
	});
}
