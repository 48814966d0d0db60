import {createAttachLog} from '../../lab/attach/attach-log.js';
import {chooseRoutes} from '../../lab/kills/choose-route.js';
import {readKillProcedures} from '../../lab/kills/procedures.js';
import {type AttachKillOptions} from '../../options/read-attach.js';
import {attachKillDocument} from '../../output/attach-kill.js';
import {killLines} from '../../output/attach-kill-lines.js';
import {Refusal} from '../../refusal.js';
import {describeAddress} from '../../server/address.js';
import {describeProduct} from '../../server/product.js';
import {exitCodes} from '../../options/exit-codes.js';
import {type AttachContext} from './context.js';
import {toIso} from './iso-time.js';
import {openKillFile, type KillFile} from './kill-file.js';
import {killVictim} from './kill-victim.js';
import {onServer, type Opened} from './open.js';

/**
Kills one connection of a server, or its statement, and prints what that is proved to have done.

@returns The exit code: 0 the aim was reached, 4 that is not proved within the time.
@throws {SomebodyElse} when it is not the connection that was meant; {Refusal} when it can't be killed, or the server can't be used.
*/
export async function runKill(
	options: AttachKillOptions,
	context: AttachContext,
): Promise<number> {
	const {log, target} = options;
	const file = await openKillFile(log);
	return onServer(target.server, async opened =>
		killOn(opened, options, {...context, file}),
	);
}

async function killOn(
	{connection, product, account, ownId}: Opened,
	options: AttachKillOptions,
	{write, leaving, file}: AttachContext & {readonly file: KillFile},
): Promise<number> {
	const {target, connectionId, killChoice, output} = options;
	refuseOwn(options, ownId, connection.threadId);
	const routes = chooseRoutes(
		killChoice,
		product,
		await readKillProcedures(connection),
	);
	if ('refused' in routes) {
		throw new Refusal(routes.refused);
	}

	const server = {
		product: describeProduct(product),
		flavour: product.flavour,
		address: describeAddress(target.server.address),
		account,
	};
	const events = createAttachLog(() => performance.now());
	const lines = killLines(events.now(), options.when?.text);
	if (output !== 'json') {
		events.subscribe((event, state) => {
			write(lines.tell(event, state));
		});
	}

	events.emit({
		type: 'opened',
		server,
		route: routes.first,
		isWatchOnly: false,
	});
	const proved = await killVictim(connection, {
		...options,
		connectionId,
		flavour: product.flavour,
		account,
		routes,
		leaving,
		log: events,
	});
	const document = attachKillDocument(server, proved, toIso);
	write(
		output === 'json' ? `${JSON.stringify(document)}\n` : lines.judge(proved),
	);

	await file.write(document);
	return proved.proof.isReached ? exitCodes.atomic : exitCodes.unverified;
}

/** @throws {Refusal} when the id is this program's own, or would mean something else to a proxy. */
function refuseOwn(
	{connectionId}: AttachKillOptions,
	ownId: string,
	handshakeId: number | undefined,
): void {
	// A handshake has only 32 bits of the id.
	if (BigInt.asUintN(32, BigInt(ownId)) !== BigInt(handshakeId ?? 0)) {
		throw new Refusal(
			`Something between here and the server gives connections other ids (${handshakeId} here, ${ownId} there), so a KILL may mean somebody else. Connect to the server itself. Nothing was sent.`,
		);
	}

	if (connectionId === ownId) {
		throw new Refusal(
			`Connection ${connectionId} is this program's own. Nothing was sent.`,
		);
	}
}
