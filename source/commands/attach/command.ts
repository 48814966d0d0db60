import process from 'node:process';
import {type AttachOptions} from '../../options/parse-command-line.js';
import {
	attachJson,
	attachText,
	type AttachList,
} from '../../output/attach-list.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {readAccount} from '../../lab/account/read-account.js';
import {readListing} from '../../lab/evidence/read-listing.js';
import {Refusal} from '../../refusal.js';
import {describeAddress, type Server} from '../../server/address.js';
import {connect, disconnect} from '../../server/connect.js';
import {readConnectionId} from '../../server/connection-id.js';
import {
	checkAge,
	describeProduct,
	productOf,
	readAnswers,
} from '../../server/product.js';
import {detectCapabilities} from '../../terminal/capabilities.js';
import {handleSignals} from '../../terminal/signals.js';
import {exitCodes} from '../exit-code.js';
import {serverRefusal} from '../target/server-refusal.js';
import {unlessAborted} from '../unless-aborted.js';

/** The width of the list without a terminal, in cells. */
const usualWidth = 120;

/** Lists the connections of somebody's server, the most harmful first, and who blocks whom. It reads, and changes nothing there. @returns The exit code. */
export async function runAttachCommand(
	options: AttachOptions,
): Promise<number> {
	const {stdin, stdout, stderr, env} = process;
	const {unicode} = detectCapabilities({
		env,
		stdinIsTerminal: stdin.isTTY,
		stdoutIsTerminal: stdout.isTTY,
		ascii: options.ascii,
	});
	const leave = new AbortController();
	handleSignals(async () => {
		leave.abort();
	});

	try {
		const list = await unlessAborted(look(options), leave.signal);
		const text =
			options.output === 'json'
				? attachJson(list)
				: attachText(list, stdout.columns || usualWidth);
		const output = openOutput();
		output.write(unicode ? text : toAscii(text));
		await output.end();
		return exitCodes.atomic;
	} catch (error: unknown) {
		if (leave.signal.aborted) {
			return exitCodes.interrupted;
		}

		if (error instanceof Refusal) {
			stderr.write(`kill-lab: ${error.message}\n`);
			return exitCodes.error;
		}

		throw error;
	}
}

async function look({
	target,
	filter,
	hasLiterals,
}: AttachOptions): Promise<AttachList> {
	const {server} = target;
	try {
		return await lookAt(server, {filter, hasLiterals});
	} catch (error: unknown) {
		throw serverRefusal(server, error);
	}
}

async function lookAt(
	server: Server,
	{filter, hasLiterals}: Pick<AttachOptions, 'filter' | 'hasLiterals'>,
): Promise<AttachList> {
	const connection = await connect(server);
	try {
		const product = productOf(await readAnswers(connection));
		checkAge(product);
		const listing = await readListing(connection, {
			flavour: product.flavour,
			ownIds: [await readConnectionId(connection)],
			hasLiterals,
			account: await readAccount(connection),
		});
		return {
			product: describeProduct(product),
			address: describeAddress(server.address),
			listing,
			filter,
		};
	} finally {
		await disconnect(connection);
	}
}
