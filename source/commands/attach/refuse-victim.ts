import {isRunning, type FirstLook} from '../../lab/attach/victim.js';
import {type KillKind} from '../../lab/events/kill.js';
import {Refusal} from '../../refusal.js';
import {describeVictim} from '../../wording/proof-words.js';

/** Thrown when the connection is not the one that was meant: nothing was sent. */
export class SomebodyElse extends Refusal {
	/** Who it is. */
	readonly found: FirstLook;

	constructor(message: string, found: FirstLook) {
		super(`${message}: ${describeVictim(found)}. Nothing was sent.`);
		this.found = found;
	}
}

/** What a connection must be to be killed. */
export type Expected = {
	readonly connectionId: string;
	readonly kind: KillKind;
	/** Whose connection it must be; absent: anybody's. */
	readonly expectUser?: string;
	/** The digest that its statement must have, or how that begins; absent: any. */
	readonly expectDigest?: string;
};

/** @throws {SomebodyElse | Refusal} when it is not to be killed, whatever it does. */
export function refuseStranger(
	first: FirstLook,
	{connectionId, expectUser}: Expected,
): void {
	const {connection} = first.thread;
	if (connection.kind !== 'client') {
		throw new Refusal(
			`Connection ${connectionId} is a thread of the server itself (${connection.kind}: ${connection.state || connection.command}), and nobody's to kill. Nothing was sent.`,
		);
	}

	if (expectUser !== undefined && connection.user !== expectUser) {
		throw new SomebodyElse(
			`Connection ${connectionId} is not of ${expectUser}`,
			first,
		);
	}
}

/** @throws {SomebodyElse | Refusal} when what it runs is not to be killed. */
export function refuseStatement(
	look: FirstLook,
	{connectionId, expectDigest, kind}: Expected,
): void {
	if (kind === 'query' && !isRunning(look)) {
		throw new Refusal(
			`Connection ${connectionId} runs no statement, so KILL QUERY would do nothing: ${describeVictim(look)}. Nothing was sent. --kill connection ends the connection and its transaction.`,
		);
	}

	if (expectDigest === undefined) {
		return;
	}

	const digest = look.thread.connection.statement?.digest;
	if (digest === undefined) {
		throw new Refusal(
			`The server tells no digest of what connection ${connectionId} runs: --expect-digest needs MySQL with performance_schema. Nothing was sent.`,
		);
	}

	if (!digest.startsWith(expectDigest)) {
		throw new SomebodyElse(
			`Connection ${connectionId} runs another statement, with the digest ${digest}`,
			look,
		);
	}
}
