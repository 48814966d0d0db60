import {type Finding} from '../events/finding.js';
import {allows} from '../account/grants.js';
import {type Demands} from './demands.js';
import {numericVariable, variable, type Readings} from './readings.js';

/** The lab's sessions set these themselves, so their values do not matter: see `openSettled` and `createObserverLink`. */
const ownLimits = [
	'wait_timeout',
	'max_execution_time',
	'max_statement_time',
	'idle_transaction_timeout',
	'lock_wait_timeout',
] as const;

/** The limits on time: shown, because they apply to your own programs. */
export function checkTimes(readings: Readings): readonly Finding[] {
	return ownLimits.flatMap(what => {
		const value = variable(readings, what);
		return value === undefined
			? []
			: [
					{
						type: 'ok' as const,
						what,
						value: `${Number(value)}${what === 'max_execution_time' ? ' ms' : ' s'}`,
						note: 'the lab sets its own',
					},
				];
	});
}

/**
Whether there are connections left for the lab.

@param opened - Those that the lab has open already.
*/
export function checkConnections(
	readings: Readings,
	{connections}: Demands,
	opened: number,
): readonly Finding[] {
	const what = 'max_connections';
	const most = numericVariable(readings, what);
	const {connected, accountConnections: ofAccount} = readings;
	if (ofAccount > 0 && ofAccount < connections) {
		return [
			{
				type: 'stop',
				what: 'max_user_connections',
				value: String(ofAccount),
				needed: `at least ${connections}`,
				why: 'the lab opens that many connections with one account',
				mend: {
					type: 'advice',
					instead:
						"raise the account's MAX_USER_CONNECTIONS, or the server's max_user_connections where the account has none",
				},
			},
		];
	}

	if (most === undefined || connected.type === 'hidden') {
		return [
			{
				type: 'hidden',
				what,
				why:
					connected.type === 'hidden'
						? connected.why
						: 'the server does not show it',
			},
		];
	}

	// One is kept for administrators [manual].
	const left = Math.max(
		0,
		most + (administers(readings) ? 1 : 0) - connected.value,
	);
	const needed = connections - opened;
	return left >= needed
		? [{type: 'ok', what, value: `${most}, ${left} left`}]
		: [
				{
					type: 'stop',
					what,
					value: `${most}, ${left} left`,
					needed: `${needed} left`,
					why: `the lab needs ${connections} connections`,
					mend: {
						type: 'statement',
						sql: `SET GLOBAL max_connections = ${most + connections}`,
						instead: 'close connections that are not needed',
					},
				},
			];
}

function administers({grants}: Readings): boolean {
	return (
		grants.type === 'seen' &&
		['SUPER', 'CONNECTION_ADMIN', 'CONNECTION ADMIN'].some(privilege =>
			allows(grants.value, privilege),
		)
	);
}
