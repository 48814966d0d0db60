import {query} from '../../server/statement.js';
import {readConnectionId} from '../../server/connection-id.js';
import {type Stage} from './contract.js';

/**
Asks the work connection for its id before the target of a step, as the blog post's program did, and logs it.

@throws {StatementFailed} when it is not answered; an error in words when another connection answers.
*/
export async function identify(
	{connection, run, log}: Pick<Stage, 'connection' | 'run' | 'log'>,
	step: number,
): Promise<void> {
	const connectionId = await run(
		{role: 'identify', name: 'SELECT CONNECTION_ID()', step},
		async () => readConnectionId(connection, query),
		value => ({type: 'rows', rows: 1, value}),
	);
	refuseAnother(connectionId, log.state().run?.connectionId);
	log.emit({type: 'connection-id', connectionId});
}

/** A proxy that gives a session to another connection breaks the experiment: nobody has met its id. */
function refuseAnother(connectionId: string, met: string | undefined): void {
	if (connectionId !== met) {
		throw new Error(
			`the connection now calls itself ${connectionId}, and was ${met ?? 'unknown'} before: a proxy spreads a session over several connections. Connect to the server directly.`,
		);
	}
}
