import {Refusal} from '../refusal.js';
import {type Server} from './address.js';
import {explainConnectFailure} from './explain.js';
import {type GreetedProduct} from './explain-login.js';
import {type Failure} from './failure.js';

/** Thrown when the lab can't connect to a server. The message is for the user; `errno` and `code` are the failure's own. */
export class ConnectFailure extends Refusal {
	readonly errno: number | undefined;
	readonly code: string | undefined;

	/** @param options.product - What the server is, from its greeting. */
	constructor(
		server: Server,
		failure: Failure,
		options: ErrorOptions & {
			readonly product?: GreetedProduct;
		} = {},
	) {
		super(explainConnectFailure(server, failure, options.product), options);
		this.errno = failure.errno;
		this.code = failure.code;
	}
}
