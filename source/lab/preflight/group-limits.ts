import {formatBytes} from '../../format.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {exactBytes} from './bytes.js';
import {isOn, numericVariable, type Readings} from './readings.js';

/** The most that Galera accepts: the largest value of `wsrep_max_ws_size` [manual]. */
const largestWriteSet = 2_147_483_647;

/**
Whether a group of servers takes the transaction.

Group Replication rolls back a transaction that is larger than its limit, with error 3100 [measured: MySQL 9.7, 2 MB and a limit of 1 MB]; 0 is no limit, and the default is 150,000,000 bytes [manual].
*/
export function checkGroupReplication(
	readings: Readings,
	{transaction: {bytes: needed, smaller}}: Demands,
): readonly Finding[] {
	const what = 'group_replication_transaction_size_limit';
	const limit = numericVariable(readings, what);
	const {groupMember} = readings;
	if (
		limit === undefined ||
		(groupMember.type === 'seen' && groupMember.value === undefined)
	) {
		return [];
	}

	if (limit === 0 || needed <= limit) {
		return [
			{
				type: 'ok',
				what,
				value: limit === 0 ? 'no limit' : exactBytes(limit),
				note: `needed: about ${formatBytes(needed)}`,
			},
		];
	}

	const isMember =
		groupMember.type === 'seen' && groupMember.value?.state !== 'OFFLINE';
	return [
		{
			type: isMember ? 'stop' : 'warning',
			what,
			value: exactBytes(limit),
			needed: exactBytes(needed),
			why: isMember
				? 'the group would roll the transaction back with error 3100'
				: 'if the server is in a group, that would roll the transaction back with error 3100',
			mend: {
				type: 'set',
				setting: {variable: what, value: needed},
				instead: smaller,
			},
		},
	];
}

/** Whether Galera takes the write set of the transaction, in bytes and in rows (0 is no limit) [manual]. Not measured. */
export function checkGalera(
	readings: Readings,
	demands: Demands,
): readonly Finding[] {
	return isOn(readings, 'wsrep_on')
		? [...checkWriteSet(readings, demands), ...checkRows(readings, demands)]
		: [];
}

function checkWriteSet(
	readings: Readings,
	{transaction: {bytes: needed, smaller}}: Demands,
): readonly Finding[] {
	const what = 'wsrep_max_ws_size';
	const limit = numericVariable(readings, what);
	if (limit === undefined || needed <= limit) {
		return limit === undefined
			? []
			: [
					{
						type: 'ok',
						what,
						value: exactBytes(limit),
						note: `needed: about ${formatBytes(needed)}`,
					},
				];
	}

	return [
		{
			type: 'stop',
			what,
			value: exactBytes(limit),
			needed: exactBytes(needed),
			why: 'the cluster would refuse the transaction',
			mend:
				needed > largestWriteSet
					? {
							type: 'advice',
							instead: `${smaller}: no cluster takes more than 2 GB`,
						}
					: {
							type: 'set',
							setting: {variable: what, value: largestWriteSet},
							instead: smaller,
						},
		},
	];
}

function checkRows(
	readings: Readings,
	{transaction: {statements: rows, row, fewer}}: Demands,
): readonly Finding[] {
	const what = 'wsrep_max_ws_rows';
	const limit = numericVariable(readings, what) ?? 0;
	return limit === 0 || rows <= limit
		? [{type: 'ok', what, value: limit === 0 ? 'no limit' : String(limit)}]
		: [
				{
					type: 'stop',
					what,
					value: String(limit),
					needed: String(rows),
					why: `each ${row} is a row, and the cluster would refuse the transaction`,
					mend: {
						type: 'statement',
						sql: `SET GLOBAL ${what} = ${rows}`,
						instead: fewer(limit),
					},
				},
			];
}
