import {type KillKind, type KillRoute} from '../events/kill.js';
import {type LabState, type RunState} from '../history/state.js';

/** The KILL statements of MySQL and MariaDB. */
export const plainRoute: KillRoute = {
	query: 'KILL QUERY ?',
	connection: 'KILL CONNECTION ?',
};

/** The statement that a key sends in this state. The id is text from end to end: TiDB's exceed 2^53. */
export function killStatement(
	kind: KillKind,
	{connectionId, queryId}: Pick<RunState, 'connectionId' | 'queryId'>,
	route: KillRoute,
): string {
	return kind === 'query' &&
		route.byQueryId !== undefined &&
		queryId !== undefined
		? route.byQueryId.replace('?', queryId)
		: route[kind].replace('?', connectionId);
}

/** The route that the next kill takes: plain KILL statements, unless an event said otherwise. */
export function routeOf({route}: LabState): KillRoute {
	return route ?? plainRoute;
}
