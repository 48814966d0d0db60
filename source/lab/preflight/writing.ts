import {type Finding} from './finding.js';
import {isOn, variable, type Readings} from './readings.js';

/** Whether the server takes writes at all, and those of this account. */
export function checkWriting(readings: Readings): readonly Finding[] {
	return [
		...readOnly(readings),
		...innodbReadOnly(readings),
		...offline(readings),
		...replica(readings),
	];
}

/** Judged by what the server answers: who may write in spite of `read_only` differs by version. */
function readOnly(readings: Readings): readonly Finding[] {
	const {mayWrite} = readings;
	const what = isOn(readings, 'super_read_only')
		? 'super_read_only'
		: 'read_only';
	const value = variable(readings, what) ?? 'not there';
	if (mayWrite.type === 'seen') {
		return [
			{
				type: 'ok',
				what,
				value,
				...(isOn(readings, what) && {
					note: 'this account may write all the same',
				}),
			},
		];
	}

	return [
		{
			type: 'stop',
			what,
			value,
			needed: 'OFF',
			why: 'this account can not write here, and the server may be a replica',
			mend: {
				type: 'statement',
				// On MySQL that switches super_read_only off too [manual].
				sql: 'SET GLOBAL read_only = OFF',
				instead: 'name the server that takes the writes',
			},
		},
	];
}

function innodbReadOnly(readings: Readings): readonly Finding[] {
	return isOn(readings, 'innodb_read_only')
		? [
				{
					type: 'stop',
					what: 'innodb_read_only',
					value: 'ON',
					needed: 'OFF',
					why: 'nobody can write here until it is restarted otherwise; on Aurora it is a reader',
					mend: {
						type: 'advice',
						instead: 'name the server that takes the writes',
					},
				},
			]
		: [];
}

function offline(readings: Readings): readonly Finding[] {
	return isOn(readings, 'offline_mode')
		? [
				{
					type: 'warning',
					what: 'offline_mode',
					value: 'ON',
					needed: 'OFF',
					why: 'somebody keeps other accounts away from this server',
					mend: {
						type: 'statement',
						sql: 'SET GLOBAL offline_mode = OFF',
						instead: 'ask who maintains the server',
					},
				},
			]
		: [];
}

function replica({replica}: Readings): readonly Finding[] {
	const what = 'replication';
	if (replica.type === 'hidden') {
		return [{...replica, what}];
	}

	const role = replica.value;
	return role.type === 'none'
		? [{type: 'ok', what, value: 'not a replica'}]
		: [
				{
					type: 'warning',
					what,
					value: `a replica of ${role.sources.join(' and ')}`,
					needed: 'no replica',
					why: 'what the lab writes here is not on its source',
					mend: {
						type: 'advice',
						instead:
							'name the source, unless the replica is what you want to look at',
					},
				},
			];
}
