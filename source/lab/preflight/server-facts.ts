import {type Connection} from 'mysql2';
import {readFingerprint} from '../../server/fingerprint.js';
import {describeProduct} from '../../server/product.js';
import {isEncrypted} from '../../server/tls.js';
import {type ServerFacts} from '../events/events.js';
import {type Readings} from './readings.js';
import {roleOf} from './role.js';
import {surroundingsOf} from './surroundings.js';

/**
The server as the screen shows it.

@param options.isOwn - It is the user's server and not a throwaway one: its role matters.
@throws mysql2's error, when the connection is lost.
*/
export async function serverFacts(
	connection: Connection,
	readings: Readings,
	{address, isOwn}: {readonly address: string; readonly isOwn: boolean},
): Promise<ServerFacts> {
	const {product} = readings;
	const {flavour, version} = product;
	const facts = {
		flavour,
		version,
		product: describeProduct(product),
		address,
		tls: isEncrypted(connection),
		surroundings: surroundingsOf(readings),
	};
	if (!isOwn) {
		return facts;
	}

	const {host} = await readFingerprint(connection);
	return {...facts, own: {...roleOf(readings), host}};
}
