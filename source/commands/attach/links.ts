import {type Connection} from 'mysql2';
import {proveOneServer} from '../../lab/connections/rendezvous.js';
import {
	chooseRoutes,
	type KillChoice,
	type KillRoutes,
} from '../../lab/kills/choose-route.js';
import {readKillProcedures} from '../../lab/kills/procedures.js';
import {fillRandom} from '../../random.js';
import {Refusal} from '../../refusal.js';
import {type Server} from '../../server/address.js';
import {connect, disconnect} from '../../server/connect.js';
import {readConnectionId} from '../../server/connection-id.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {hangUp} from '../../server/statement.js';
import {readUptime, type Uptime} from '../../server/uptime.js';
import {openServer, type Opened} from './open.js';

/** The two connections of attach: one that looks, and one that only reads again who somebody is, and kills. */
export type Links = Pick<Opened, 'product' | 'account'> & {
	readonly observer: Connection;
	readonly control: Connection;
	/** By which the server knows both. */
	readonly ids: readonly string[];
	readonly routes: KillRoutes;
	readonly uptime: Uptime;
	/** When they were opened, in ms on the program's clock. */
	readonly openedAt: number;
};

/**
Opens both connections, and proves that they lead to one server and that a KILL there means the ids that it lists.

@throws {Refusal} when they do not, or the server can't be used or killed on; {ConnectFailure} as `connect` does; mysql2's error, when one is lost.
*/
export async function openLinks(
	server: Server,
	choice: KillChoice,
): Promise<Links> {
	const opened = await openServer(server);
	const {connection: observer, product, account, ownId} = opened;
	let control: Connection | undefined;
	try {
		control = await connect(server);
		const openedAt = performance.now();
		await proveTogether(observer, control);
		const routes = chooseRoutes(
			choice,
			product,
			await readKillProcedures(control),
		);
		if ('refused' in routes) {
			throw new Refusal(routes.refused);
		}

		return {
			observer,
			control,
			ids: [ownId, await readConnectionId(control)],
			product,
			account,
			routes,
			uptime: await readUptime(observer),
			openedAt,
		};
	} catch (error: unknown) {
		hangUp(observer);
		if (control) {
			hangUp(control);
		}

		throw error;
	}
}

async function proveTogether(
	observer: Connection,
	control: Connection,
): Promise<void> {
	const {lock} = await proveOneServer(observer, control, fillRandom);
	await queryPromptly(observer, 'DO RELEASE_LOCK(?)', [lock]);
}

/** Closes both cleanly. */
export async function closeLinks({
	observer,
	control,
}: Pick<Links, 'observer' | 'control'>): Promise<void> {
	await Promise.all([disconnect(observer), disconnect(control)]);
}

/** Drops both at once: one of them is lost. */
export function dropLinks({
	observer,
	control,
}: Pick<Links, 'observer' | 'control'>): void {
	hangUp(observer);
	hangUp(control);
}
