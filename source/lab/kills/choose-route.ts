import {describeProduct, type Product} from '../../server/product.js';
import {type KillRoute} from '../events/kill.js';
import {plainRoute} from './route.js';

/** How to send kills: as KILL statements, through the procedures of a service, or as KILL first and through what the server offers if that is refused. */
export const killVias = ['auto', 'sql', 'rds', 'azure'] as const;
export type KillVia = (typeof killVias)[number];

/** What the user asked for. */
export type KillChoice = {
	readonly via: KillVia;
	/** MariaDB's `KILL SOFT`: not where a table could be left inconsistent [manual]. */
	readonly soft: boolean;
	/** MariaDB's `KILL QUERY ID`: exactly the statement that was seen, and not the next one on its connection. */
	readonly byQueryId: boolean;
};

/** The default. */
export const usualChoice: KillChoice = {
	via: 'auto',
	soft: false,
	byQueryId: false,
};

/** The routes that a session's kills can take. */
export type KillRoutes = {
	readonly first: KillRoute;
	/** Taken when the server refuses the first; absent: the refusal stands. */
	readonly fallback?: KillRoute;
};

type Service = 'rds' | 'azure';

type Procedures = {
	readonly query: string;
	readonly connection: string;
	readonly byQueryId?: string;
};

/** The procedures, in schema `mysql`, by which a service lets an account kill connections of other accounts: those of RDS and Aurora [manual], and of Azure [manual]. Only RDS for MariaDB can kill by a statement's number [manual]. */
const procedures: Readonly<Record<Service, Procedures>> = {
	rds: {
		query: 'rds_kill_query',
		connection: 'rds_kill',
		byQueryId: 'rds_kill_query_id',
	},
	azure: {query: 'az_kill_query', connection: 'az_kill'},
};

/** The names of all known kill procedures, without their schema `mysql`. */
export const procedureNames: readonly string[] = Object.values(
	procedures,
).flatMap(names => Object.values(names));

/**
Chooses the routes. Pure.

@param offered - The procedures of schema `mysql` that the account sees.
@returns The routes, or a complete message that says why the choice is not possible.
*/
export function chooseRoutes(
	choice: KillChoice,
	product: Product,
	offered: ReadonlySet<string>,
): KillRoutes | {readonly refused: string} {
	const {via, soft, byQueryId} = choice;
	const refused = unfit(choice, product);
	if (refused !== undefined) {
		return {refused};
	}

	if (via === 'rds' || via === 'azure') {
		return byProcedures(via, byQueryId, product, offered);
	}

	// A procedure never sends a soft kill.
	const service =
		via === 'auto' && !soft
			? (['rds', 'azure'] as const).find(name => offers(name, offered))
			: undefined;
	return {
		first: statements(choice, product),
		...(service && {fallback: procedureRoute(service, byQueryId, offered)}),
	};
}

function unfit(
	{via, soft, byQueryId}: KillChoice,
	product: Product,
): string | undefined {
	const flag = soft
		? '--kill-soft'
		: byQueryId
			? '--kill-by-query-id'
			: undefined;
	if (flag !== undefined && product.flavour !== 'mariadb') {
		return `${flag} needs MariaDB, but this is ${describeProduct(product)}. Leave ${flag} out.`;
	}

	if (soft && (via === 'rds' || via === 'azure')) {
		return `--kill-soft does not work with --kill-via ${via}: its procedures have no soft kill. Use only one of the two.`;
	}

	return byQueryId && via === 'azure'
		? '--kill-by-query-id does not work with --kill-via azure: its procedures take only connection ids. Use only one of the two.'
		: undefined;
}

function statements({soft, byQueryId}: KillChoice, {name}: Product): KillRoute {
	if (name === 'TiDB') {
		// Before 6.1, and where enable-global-kill is off, the plain statement is not accepted; with this word every version accepts it [manual].
		return {query: 'KILL TIDB QUERY ?', connection: 'KILL TIDB CONNECTION ?'};
	}

	const kill = soft ? 'KILL SOFT' : 'KILL';
	// The session reports every route but this one.
	return soft || byQueryId
		? {
				query: `${kill} QUERY ?`,
				connection: `${kill} CONNECTION ?`,
				...(byQueryId && {byQueryId: `${kill} QUERY ID ?`}),
			}
		: plainRoute;
}

function byProcedures(
	service: Service,
	byQueryId: boolean,
	product: Product,
	offered: ReadonlySet<string>,
): KillRoutes | {readonly refused: string} {
	const names = procedures[service];
	const needed = [
		names.query,
		names.connection,
		...(byQueryId && names.byQueryId !== undefined ? [names.byQueryId] : []),
	];
	const missing = needed.filter(name => !offered.has(name));
	return missing.length === 0
		? {first: procedureRoute(service, byQueryId, offered)}
		: {
				refused: `--kill-via ${service} needs ${missing.map(name => `mysql.${name}`).join(' and ')}, which this account can't see on ${describeProduct(product)}. Leave --kill-via out, or grant the account EXECUTE ON PROCEDURE mysql.${missing[0] ?? ''}.`,
			};
}

function offers(service: Service, offered: ReadonlySet<string>): boolean {
	const {query, connection} = procedures[service];
	return offered.has(query) || offered.has(connection);
}

/** If a service has no procedure for a kill, it is sent as a plain KILL. */
function procedureRoute(
	service: Service,
	byQueryId: boolean,
	offered: ReadonlySet<string>,
): KillRoute {
	const names = procedures[service];
	const call = (name: string, plain: string) =>
		offered.has(name) ? `CALL mysql.${name}(?)` : plain;
	return {
		query: call(names.query, plainRoute.query),
		connection: call(names.connection, plainRoute.connection),
		...(byQueryId &&
			names.byQueryId !== undefined &&
			offered.has(names.byQueryId) && {
				byQueryId: `CALL mysql.${names.byQueryId}(?)`,
			}),
	};
}
