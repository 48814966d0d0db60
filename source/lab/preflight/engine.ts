import {type Finding} from '../events/finding.js';
import {engineOf, usualEngine, type Engine} from '../own-table/table-design.js';
import {type Demands} from './demands.js';
import {variable, type Readings} from './readings.js';

/**
Whether a table with the engine that its design asks for can be created.

The lab's sessions have NO_ENGINE_SUBSTITUTION in their `sql_mode`, so that no server silently creates a table with another engine.
*/
export function checkEngine(
	readings: Readings,
	{place: {design}}: Demands,
): readonly Finding[] {
	const engine = engineOf(design);
	return [
		...available(readings, engine),
		...enforced(readings, engine),
		...disabled(readings, engine),
		...inGroup(readings, engine),
	];
}

function available(
	{engine: found}: Readings,
	engine: Engine,
): readonly Finding[] {
	const what = `engine ${engine}`;
	if (found.type === 'hidden') {
		return [{...found, what}];
	}

	const support = found.value ?? 'not available';
	return ['YES', 'DEFAULT'].includes(support)
		? [{type: 'ok', what, value: 'available'}]
		: [
				{
					type: 'stop',
					what,
					value: support,
					needed: 'YES',
					why:
						engine === usualEngine
							? 'the lab knows no other engine that rolls back what a kill interrupts'
							: 'the workload shows what a kill leaves there',
					mend: {
						type: 'advice',
						instead: `start the server with ${engine}, or name another server`,
					},
				},
			];
}

/** MariaDB: changing it needs SUPER, even for a session [measured: 10.11 and 11.8]. */
function enforced(readings: Readings, engine: Engine): readonly Finding[] {
	const what = 'enforce_storage_engine';
	const value = variable(readings, what) ?? '';
	return value === '' || isSame(value, engine)
		? []
		: [
				{
					type: 'stop',
					what,
					value,
					needed: `${engine}, or none`,
					why:
						engine === usualEngine
							? 'the server would create a table that has no transactions'
							: 'the server would create a table of that engine',
					mend: {type: 'statement', sql: `SET GLOBAL ${what} = NULL`},
				},
			];
}

function disabled(readings: Readings, engine: Engine): readonly Finding[] {
	const what = 'disabled_storage_engines';
	const value = variable(readings, what) ?? '';
	return value.split(',').some(name => isSame(name.trim(), engine))
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

/** Group Replication refuses to change a table without transactions, with error 3098 [manual]. */
function inGroup({groupMember}: Readings, engine: Engine): readonly Finding[] {
	return engine === usualEngine ||
		groupMember.type === 'hidden' ||
		groupMember.value === undefined
		? []
		: [
				{
					type: 'stop',
					what: `engine ${engine}`,
					value: 'in Group Replication',
					needed: 'a server that is in no group',
					why: `a group refuses to change ${engine} tables`,
					mend: {type: 'advice', instead: 'name another server'},
				},
			];
}

function isSame(name: string, engine: Engine): boolean {
	return name.toLowerCase() === engine.toLowerCase();
}
