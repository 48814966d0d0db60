import {once} from 'node:events';
import process from 'node:process';
import {createAttachLog} from '../../lab/attach/attach-log.js';
import {killedVictims} from '../../lab/attach/attach-state.js';
import {mount} from '../../drawing/mount.js';
import {attachScene} from '../../drawing/scene.js';
import {type AttachOptions} from '../../options/read-attach.js';
import {
	attachKillDocument,
	provedKill,
	type ProvedKill,
} from '../../output/attach-kill.js';
import {Refusal} from '../../refusal.js';
import {describeAddress} from '../../server/address.js';
import {describeProduct} from '../../server/product.js';
import {openKeyboard} from '../../terminal/keyboard.js';
import {type Screen} from '../../terminal/screen.js';
import {endBy} from '../../terminal/signals.js';
import {leaveScreen, leaveUndrawn} from '../leave-screen.js';
import {suspendScreen} from '../lab/suspend-screen.js';
import {serverRefusal} from '../target/server-refusal.js';
import {unlessAborted} from '../unless-aborted.js';
import {bindKeys} from './bindings.js';
import {toIso} from './iso-time.js';
import {openKillFile} from './kill-file.js';
import {exitCodeOfKills, lastWords, tellProved} from './kill-records.js';
import {openLinks, type Links} from './links.js';
import {createSession} from './session.js';
import {stayInTouch} from './stay-in-touch.js';

/** What attach on the screen works with. */
type ScreenContext = {
	readonly screen: Screen;
	/** Aborted to quit; Ctrl-C does it too. */
	readonly leave: AbortController;
};

/**
Attach on the terminal: the list of connections, and the one that is watched, until Ctrl-C.

@returns The exit code: 4 if a kill is not proved to have reached its aim, 1 if the server refused one.
@throws {Refusal} when the server can't be used, or the screen can no longer be drawn.
*/
export async function runAttachScreen(
	options: AttachOptions,
	context: ScreenContext,
): Promise<number> {
	const {target, killChoice} = options;
	const file = await openKillFile(options.log);
	const open = async () => openLinks(target.server, killChoice);
	try {
		const links = await unlessAborted(open(), context.leave.signal);
		return await runOnScreen({...context, options, links, open, file});
	} catch (error: unknown) {
		const {signal} = context.leave;
		throw signal.aborted && signal.reason !== error
			? error
			: serverRefusal(target.server, error);
	}
}

async function runOnScreen({
	options,
	links,
	open,
	file,
	screen,
	leave,
}: ScreenContext & {
	readonly options: AttachOptions;
	readonly links: Links;
	readonly open: () => Promise<Links>;
	readonly file: Awaited<ReturnType<typeof openKillFile>>;
}): Promise<number> {
	const {signal} = leave;
	const {hasLiterals, isWatchOnly, connectionId, target} = options;
	const log = createAttachLog(() => performance.now());
	const view = mount(screen, log, attachScene, leaveUndrawn(leave));
	const server = {
		product: describeProduct(links.product),
		flavour: links.product.flavour,
		address: describeAddress(target.server.address),
		account: links.account,
	};
	const write = async (proved: ProvedKill) =>
		file.write(attachKillDocument(server, proved, toIso));
	const writes: Array<Promise<void>> = [];
	tellProved(log, proved => {
		writes.push(write(proved));
	});
	log.emit({
		type: 'opened',
		server,
		route: links.routes.first,
		isWatchOnly,
	});
	const touch = stayInTouch(links, open, log, {hasLiterals, leaving: signal});
	const session = createSession(log, {
		reach: touch.reach,
		hasLiterals,
	});
	if (connectionId !== undefined) {
		session.attach(connectionId);
	}

	const {onKey, isTyping} = bindKeys({
		session,
		log,
		view,
		screen,
		leave,
		filter: options.filter,
	});
	const keyboard = openKeyboard(process.stdin, {
		onKey,
		isTyping,
		asker: screen,
		onEnd() {
			// The terminal is gone: this aborts `leave` too.
			endBy('SIGHUP');
		},
	});
	screen.open();
	const stopSuspending = suspendScreen(screen, keyboard);
	view.setActivity('looking');
	try {
		const left = signal.aborted ? Promise.resolve() : once(signal, 'abort');
		await Promise.race([left, touch.done]);
	} catch (error: unknown) {
		leave.abort(error);
		throw error;
	} finally {
		await leaveScreen({screen, keyboard, view, stopSuspending}, () =>
			killedVictims(log.state())
				.map(victim => lastWords(victim, server, screen.columns()))
				.join(''),
		);
		await touch.done;
		const open = killedVictims(log.state())
			.flatMap(victim => provedKill(victim) ?? [])
			.filter(({proof}) => !proof.isOver);
		await Promise.all([...writes, ...open.map(async kill => write(kill))]);
	}

	if (signal.reason instanceof Refusal) {
		throw signal.reason;
	}

	return exitCodeOfKills(killedVictims(log.state()));
}
