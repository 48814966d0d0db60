import {Refusal} from '../refusal.js';
import {type Server} from './address.js';
import {explainConnectFailure} from './explain.js';
import {type GreetedProduct} from './explain-login.js';
import {type Failure} from './failure.js';

/** Thrown when a server could not be connected to. The message is for the user; `errno` and `code` are the failure's own. */
export class ConnectFailure extends Refusal {
	readonly errno: number | undefined;
	readonly code: string | undefined;

	/** @param options.product - What the server's greeting said that it is. */
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
