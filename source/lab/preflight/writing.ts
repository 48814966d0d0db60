import {type Finding} from '../events/finding.js';
import {checkRole, isForReading} from './role-check.js';
import {isOn, variable, type Readings} from './readings.js';

/** Whether the server takes writes at all, and those of this account. */
export function checkWriting(readings: Readings): readonly Finding[] {
	return [
		...checkRole(readings),
		...readOnly(readings),
		...innodbReadOnly(readings),
		...offline(readings),
	];
}

/**
Decided by the server's answer: who may write in spite of `read_only` differs by version.

The advice is never to turn it off. It keeps a replica equal to its source, and after a failover it keeps a replaced source from taking writes when it comes back: that one is nobody's replica.
*/
function readOnly(readings: Readings): readonly Finding[] {
	const {mayWrite} = readings;
	const what = isOn(readings, 'super_read_only')
		? 'super_read_only'
		: 'read_only';
	const value = variable(readings, what) ?? 'not available';
	const maySee = mayWrite.type === 'seen';
	if (maySee || isForReading(readings)) {
		return [
			{
				type: 'ok',
				what,
				value,
				...(isOn(readings, what) && {
					note: maySee
						? 'this account may write anyway'
						: 'as it should be on a server for reading',
				}),
			},
		];
	}

	const {replica} = readings;
	const question =
		replica.type === 'hidden' && replica.grant !== undefined
			? `, and can't see whether the server is a replica (GRANT ${replica.grant} shows it)`
			: '';
	return [
		{
			type: 'stop',
			what,
			value,
			needed: 'OFF',
			why: `this account can't write here${question}`,
			mend: {
				type: 'advice',
				instead:
					'connect to the server that takes the writes, or ask who turned writes off here, and why',
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
					why: 'nobody can write here until the server is restarted without it; on Aurora this is a reader',
					mend: {
						type: 'advice',
						instead: 'connect to the server that takes the writes',
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
					// A member that its group has expelled may stay like this, so that nobody reads old data there [manual].
					why: 'somebody, or the server itself, is keeping other accounts out',
					mend: {
						type: 'advice',
						instead: "ask the server's administrators before you write to it",
					},
				},
			]
		: [];
}
