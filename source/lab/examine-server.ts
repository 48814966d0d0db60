import {type Connection} from 'mysql2';
import {checkAge} from '../server/product.js';
import {type ServerFacts} from './events/events.js';
import {type Finding} from './events/finding.js';
import {
	chooseRoutes,
	type KillChoice,
	type KillRoutes,
} from './kills/choose-route.js';
import {type Demands} from './preflight/demands.js';
import {judge} from './preflight/preflight.js';
import {takeReadings, type Readings} from './preflight/readings.js';
import {serverFacts} from './preflight/server-facts.js';

/** What the examination of a server has shown. */
export type ExaminedServer = {
	readonly readings: Readings;
	readonly facts: ServerFacts;
	/** How kills get there, or why they don't as they are to be sent. */
	readonly routes: KillRoutes | {readonly refused: string};
	/** What was compared with the demands. */
	readonly findings: readonly Finding[];
};

/**
Reads what a server is and compares it with what a run needs. It changes nothing there.

@throws {Refusal} when the server is too old; mysql2's error, when the connection is lost.
*/
export async function examineServer(
	connection: Connection,
	demands: Demands,
	{
		address,
		isOwn,
		killChoice,
		opened,
	}: {
		/** The server's name on the screen. */
		readonly address: string;
		/** It is the user's, not a throwaway one. */
		readonly isOwn: boolean;
		readonly killChoice: KillChoice;
		/** How many connections the lab has open already. */
		readonly opened: number;
	},
): Promise<ExaminedServer> {
	const readings = await takeReadings(connection, demands.place);
	const {product, killProcedures} = readings;
	checkAge(product);
	return {
		readings,
		facts: await serverFacts(connection, readings, {address, isOwn}),
		routes: chooseRoutes(killChoice, product, killProcedures),
		findings: judge(readings, demands, opened),
	};
}
