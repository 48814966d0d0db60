import {type Finding} from '../events/finding.js';
import {variable, type Readings} from './readings.js';

const engine = 'InnoDB';

/**
Whether an InnoDB table can be created: only an engine with transactions can show what a kill does to one.

The lab's sessions have NO_ENGINE_SUBSTITUTION in their `sql_mode`, so that no server silently creates a table with another engine.
*/
export function checkEngine(readings: Readings): readonly Finding[] {
	return [...available(readings), ...enforced(readings), ...disabled(readings)];
}

function available({innodb}: Readings): readonly Finding[] {
	const what = `engine ${engine}`;
	if (innodb.type === 'hidden') {
		return [{...innodb, what}];
	}

	const support = innodb.value ?? 'not available';
	return ['YES', 'DEFAULT'].includes(support)
		? [{type: 'ok', what, value: 'available'}]
		: [
				{
					type: 'stop',
					what,
					value: support,
					needed: 'YES',
					why: 'the lab knows no other engine that rolls back what a kill interrupts',
					mend: {
						type: 'advice',
						instead: 'start the server with InnoDB, or name another server',
					},
				},
			];
}

/** MariaDB: changing it needs SUPER, even for a session [measured: 10.11 and 11.8]. */
function enforced(readings: Readings): readonly Finding[] {
	const what = 'enforce_storage_engine';
	const value = variable(readings, what) ?? '';
	return value === '' || isInnodb(value)
		? []
		: [
				{
					type: 'stop',
					what,
					value,
					needed: `${engine}, or none`,
					why: 'the server would create a table that has no transactions',
					mend: {type: 'statement', sql: `SET GLOBAL ${what} = NULL`},
				},
			];
}

function disabled(readings: Readings): readonly Finding[] {
	const what = 'disabled_storage_engines';
	const value = variable(readings, what) ?? '';
	return value.split(',').some(name => isInnodb(name.trim()))
		? [
				{
					type: 'stop',
					what,
					value,
					needed: `not ${engine}`,
					why: 'the server would refuse to create the table',
					mend: {
						type: 'advice',
						instead:
							'start the server without that setting, or name another server',
					},
				},
			]
		: [];
}

function isInnodb(name: string): boolean {
	return name.toLowerCase() === engine.toLowerCase();
}
