import {appendFile} from 'node:fs/promises';
import {type SentKill} from '../../lab/attach/proof.js';
import {chooseRoutes} from '../../lab/kills/choose-route.js';
import {readKillProcedures} from '../../lab/kills/procedures.js';
import {type AttachKillOptions} from '../../options/read-attach.js';
import {attachKillDocument} from '../../output/attach-kill.js';
import {killLines} from '../../output/attach-kill-lines.js';
import {describeFileFailure} from '../../file-failure.js';
import {Refusal} from '../../refusal.js';
import {describeAddress} from '../../server/address.js';
import {describeProduct} from '../../server/product.js';
import {exitCodes} from '../exit-code.js';
import {type AttachContext} from './context.js';
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
	if (log !== undefined) {
		// Before the kill: afterwards it is too late to refuse.
		await append(log, '');
	}

	return onServer(target.server, async opened =>
		killOn(opened, options, context),
	);
}

async function killOn(
	{connection, product, account, ownId}: Opened,
	options: AttachKillOptions,
	{write, leaving}: AttachContext,
): Promise<number> {
	const {target, connectionId, killChoice, output, log} = options;
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
		address: describeAddress(target.server.address),
		account,
	};
	const kills: SentKill[] = [];
	const tell = killLines(server, performance.now());
	const proved = await killVictim(connection, {
		...options,
		connectionId,
		flavour: product.flavour,
		account,
		routes,
		leaving,
		onEvent(event) {
			if (event.type === 'sent') {
				kills.push(event.kill);
			}

			if (output !== 'json') {
				write(tell(event));
			}
		},
	});
	const document = attachKillDocument(server, {...proved, kills}, toIso);
	const line = `${JSON.stringify(document)}\n`;
	if (output === 'json') {
		write(line);
	}

	if (log !== undefined) {
		await append(log, line);
	}

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

async function append(file: string, line: string): Promise<void> {
	try {
		await appendFile(file, line);
	} catch (error: unknown) {
		throw new Refusal(
			`--log ${file} can't be written: ${describeFileFailure(error)}.`,
			{cause: error},
		);
	}
}

/** A time of the program's clock as the calendar has it. */
function toIso(at: number): string {
	return new Date(performance.timeOrigin + at).toISOString();
}
