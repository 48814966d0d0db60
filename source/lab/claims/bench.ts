import {setTimeout as wait} from 'node:timers/promises';
import {openConnection} from '../connections/open-connection.js';
import {type Server} from '../../server/address.js';
import {type Flavour} from '../../server/flavour.js';
import {describeProduct, productOf} from '../../server/product.js';
import {readAnswers} from '../../server/read-answers.js';
import {hangUp} from '../../server/statement.js';
import {clientOf, type Client} from './client.js';
import {type Seen} from './contract.js';
import {schema, tables} from './tables.js';

/** What the server shows of a connection. */
export type Thread = {readonly command: string; readonly state: string};

/** A throwaway server for experiments. */
export type Bench = {
	readonly flavour: Flavour;
	/** Its plain number, and what it calls itself. */
	readonly product: {readonly version: string; readonly product: string};
	/** The account that may do everything. */
	readonly root: Client;
	/** Opens a connection in the schema of the experiments. @param user - Another account, without a password. @throws As `openConnection` does. */
	readonly connect: (user?: string) => Promise<Client>;
	/** What the server shows of a connection; `undefined`: it is gone. */
	readonly thread: (client: Client) => Promise<Thread | undefined>;
	/**
	Asks again and again, until there is an answer, and returns it.

	@param what - What is waited for, as words after "never saw".
	@param pause - Between two questions, in ms.
	@throws {Unmet} after ten seconds.
	*/
	readonly until: <T>(
		what: string,
		look: () => Promise<T | undefined>,
		pause?: number,
	) => Promise<T>;
	/** Closes what was opened since the bench was made, or since this was called last. */
	readonly clear: () => void;
	readonly close: () => void;
};

/**
Tries a claim once on a throwaway server, and sees each part of it.

@throws {Unmet} when what it kills was never met; mysql2's error.
*/
export type Trial = (bench: Bench) => Promise<readonly Seen[]>;

/** What an experiment needed to meet, and never did. */
export class Unmet extends Error {
	override name = 'Unmet';
}

/** How long something is waited for, in ms, and the usual pause between two looks. */
const patience = 10_000;
const usualPause = 2;

/** How long an experiment's own statement waits for a table before it fails, in s: nothing hangs. */
const lockTimeout = 20;

/** MySQL's older list fails while a statement is not valid UTF-8; MariaDB has performance_schema off by default [measured]. */
const lists = {
	mysql: 'performance_schema.processlist',
	mariadb: 'information_schema.PROCESSLIST',
} as const;

/**
Makes the tables of the experiments on a throwaway server, and connects to it.

@throws As `openConnection` does; mysql2's error; the signal's reason when it is aborted.
*/
export async function openBench(
	server: Server,
	signal: AbortSignal,
): Promise<Bench> {
	const opened: Array<() => void> = [];
	const open = async (user?: string) => {
		signal.throwIfAborted();
		const connection = await openConnection({
			...server,
			...(user !== undefined && {user}),
		});
		opened.push(() => {
			hangUp(connection);
		});
		return connection;
	};

	const clear = (kept = 0) => {
		for (const hang of opened.splice(kept)) {
			hang();
		}
	};

	const leave = () => {
		clear();
	};

	signal.addEventListener('abort', leave, {once: true});
	const first = await open();
	const product = productOf(await readAnswers(first));
	const {flavour, version} = product;
	const root = await clientOf(first);
	for (const statement of tables[flavour]) {
		await root.query(statement);
	}

	return {
		flavour,
		product: {version, product: describeProduct(product)},
		root,
		async connect(user) {
			const client = await clientOf(await open(user));
			await client.query(`USE ${schema}`);
			await client.query(`SET SESSION lock_wait_timeout = ${lockTimeout}`);
			return client;
		},
		async thread({id}) {
			const [row] = await root.query(
				`SELECT COMMAND AS command, STATE AS state FROM ${lists[flavour]} WHERE ID = ?`,
				[id],
			);
			return (
				row && {
					command: String(row['command']),
					state: String(row['state'] ?? ''),
				}
			);
		},
		async until(what, look, pause = usualPause) {
			const end = performance.now() + patience;
			while (performance.now() < end) {
				signal.throwIfAborted();
				const seen = await look();
				if (seen !== undefined) {
					return seen;
				}

				await wait(pause);
			}

			throw new Unmet(`never saw ${what}`);
		},
		clear() {
			clear(1);
		},
		close() {
			signal.removeEventListener('abort', leave);
			clear();
		},
	};
}
