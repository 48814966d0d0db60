import {Refusal} from '../refusal.js';
import {type Server} from './address.js';
import {explainConnectFailure} from './explain.js';
import {type Failure} from './failure.js';

/** Thrown when a server could not be connected to. The message is for the user; `errno` and `code` are the failure's own. */
export class ConnectFailure extends Refusal {
	readonly errno: number | undefined;
	readonly code: string | undefined;

	constructor(server: Server, failure: Failure, options?: ErrorOptions) {
		super(explainConnectFailure(server, failure), options);
		this.errno = failure.errno;
		this.code = failure.code;
	}
}
