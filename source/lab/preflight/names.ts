import {type Plan} from '../plan.js';
import {tableName} from '../table.js';
import {type Finding} from './finding.js';
import {variable, type Readings} from './readings.js';

/** The servers' own schemas. */
const systemSchemas = new Set([
	'information_schema',
	'mysql',
	'performance_schema',
	'sys',
]);

/** What is there under the name of the lab's table. */
export function checkTable(
	{table: {isSchemaThere, table}}: Readings,
	{schema}: Plan,
): readonly Finding[] {
	const what = `table ${schema}.${tableName}`;
	if (systemSchemas.has(schema.toLowerCase())) {
		return [
			{
				type: 'stop',
				what: `schema ${schema}`,
				value: "the server's own",
				needed: 'one for the lab',
				why: 'nothing else belongs there',
				mend: {type: 'advice', instead: 'name another schema with --database'},
			},
		];
	}

	if (table !== 'theirs') {
		return [
			{
				type: 'ok',
				what,
				value: table === 'ours' ? 'of an earlier lab' : 'not there',
				note:
					table === 'ours'
						? 'it is taken over and emptied'
						: isSchemaThere
							? 'the lab makes it'
							: 'the lab makes schema and table',
			},
		];
	}

	return [
		{
			type: 'stop',
			what,
			value: 'not created by kill-lab',
			needed: 'none, or one of an earlier lab',
			why: 'it stays untouched',
			mend: {type: 'advice', instead: 'name another schema with --database'},
		},
	];
}

/** Shown, because a program of your own has it. */
export function checkSqlMode(readings: Readings): readonly Finding[] {
	const value = variable(readings, 'sql_mode');
	return value === undefined
		? []
		: [
				{
					type: 'ok',
					what: 'sql_mode',
					value:
						value === '' ? 'none' : value.toLowerCase().replaceAll(',', ', '),
					note: 'the lab sets its own',
				},
			];
}
