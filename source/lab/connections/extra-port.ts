import {
	describeAddress,
	type Address,
	type Server,
} from '../../server/address.js';
import {toFailure} from '../../server/failure.js';
import {type EventLog} from '../history/event-log.js';
import {type ServerFacts} from '../events/events.js';
import {surroundingOf} from '../events/surroundings.js';
import {type ControlConnection} from './control-connection.js';
import {type Rendezvous} from './rendezvous.js';
import {openConnection} from './open-connection.js';

/** The machine of a server that is reached through its socket. */
const thisMachine = '127.0.0.1';

/**
Sends the kills through the extra port of a server with a thread pool: there they do not wait for a pool thread. If the port can't be used, it reports that, and kills keep going the old way.

Never rejects.
*/
export async function takeExtraPort({
	server,
	control,
	place,
	log,
	surroundings,
}: {
	readonly server: Server;
	readonly control: ControlConnection;
	readonly place: Rendezvous;
	readonly log: EventLog;
	readonly surroundings: ServerFacts['surroundings'];
}): Promise<void> {
	const extra = surroundingOf(surroundings, 'thread-pool')?.extra;
	if (!extra) {
		return;
	}

	const {port} = extra;
	const address: Address = {
		type: 'tcp',
		host:
			extra.host ??
			(server.address.type === 'tcp' ? server.address.host : thisMachine),
		port,
	};
	try {
		await control.moveTo(
			async () =>
				openConnection({...server, address}, {multipleStatements: true}),
			place,
		);
		log.emit({type: 'control-way', address: describeAddress(address)});
	} catch (error: unknown) {
		log.emit({
			type: 'control-way',
			address: describeAddress(address),
			refused: toFailure(error).message,
		});
	}
}
