import {readListing} from '../../lab/evidence/read-listing.js';
import {type AttachOptions} from '../../options/read-attach.js';
import {attachJson, attachText} from '../../output/attach-list.js';
import {describeAddress} from '../../server/address.js';
import {describeProduct} from '../../server/product.js';
import {exitCodes} from '../../options/exit-codes.js';
import {unlessAborted} from '../unless-aborted.js';
import {type AttachContext} from './context.js';
import {onServer} from './open.js';

/** The width of the list without a terminal, in cells. */
const usualWidth = 120;

/**
Prints the connections of a server, the most harmful first, and who blocks whom. It reads, and changes nothing there.

@returns The exit code.
@throws {Refusal} when the server can't be used.
*/
export async function runList(
	{target: {server}, filter, hasLiterals, output}: AttachOptions,
	{write, columns = usualWidth, leaving}: AttachContext,
): Promise<number> {
	const look = onServer(
		server,
		async ({connection, product, account, ownId}) => ({
			product: describeProduct(product),
			address: describeAddress(server.address),
			listing: await readListing(connection, {
				flavour: product.flavour,
				ownIds: [ownId],
				hasLiterals,
				account,
			}),
			filter: filter.conditions,
		}),
	);
	const list = await unlessAborted(look, leaving);
	write(output === 'json' ? attachJson(list) : attachText(list, columns));
	return exitCodes.atomic;
}
