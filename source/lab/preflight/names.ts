import {madeBeside, placeName, quotedTable} from '../own-table/table-design.js';
import {notTakenOver} from '../own-table/not-the-labs.js';
import {quoted} from '../../server/literal.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {variable, type Readings} from './readings.js';
import {isWrittenElsewhere} from './written-elsewhere.js';

/** The servers' own schemas. */
const systemSchemas = new Set([
	'information_schema',
	'mysql',
	'performance_schema',
	'sys',
]);

/** What exists under the name of the lab's table. */
export function checkTable(
	readings: Readings,
	{place}: Pick<Demands, 'place'>,
): readonly Finding[] {
	const {table: found} = readings;
	const {schema} = place;
	const what = `table ${placeName(place)}`;
	if (systemSchemas.has(found.names.schema.toLowerCase())) {
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

	switch (found.table) {
		case 'none': {
			return [
				{
					type: 'ok',
					what,
					value: 'does not exist',
					note: found.isSchemaThere
						? 'the lab will create it'
						: 'the lab will create schema and table',
				},
			];
		}

		case 'ours': {
			if (readings.tableUser !== undefined) {
				return [{type: 'ok', what, value: 'used by another kill-lab'}];
			}

			return [
				isWrittenElsewhere(readings)
					? {
							type: 'stop',
							what,
							value: 'created by another kill-lab',
							needed: 'none',
							why: notTakenOver,
							mend: {
								type: 'statement',
								sql: `DROP TABLE ${quotedTable(place)}`,
								instead:
									'name another schema with --database, or wait until no lab is running there',
							},
						}
					: {
							type: 'warning',
							what,
							value: 'left by an earlier kill-lab',
							needed: 'none',
							why: 'that lab was told to keep it, or ended before it could drop it; the next run empties it',
							mend: {
								type: 'statement',
								sql: `DROP TABLE ${quotedTable(place)}`,
								instead: 'let the lab take it over',
							},
						},
				...(found.isSchemaOurs ? [leftSchema(schema)] : []),
			];
		}

		case 'theirs': {
			const {why, isMarked} = found;
			const instead = 'name another schema with --database';
			return [
				{
					type: 'stop',
					what,
					value: "not proven to be the lab's",
					needed: 'none, or one left by an earlier kill-lab',
					why: `${why}, so the lab leaves it alone`,
					mend: isMarked
						? {
								type: 'statement',
								sql: `DROP TABLE ${quotedTable(place)}`,
								instead: `${instead}, or make sure that nobody needs it`,
							}
						: {type: 'advice', instead},
				},
			];
		}
	}
}

/** What exists under the name of the table that a run makes beside the lab's, if one does. */
export function checkMade(
	readings: Readings,
	{place}: Pick<Demands, 'place'>,
): readonly Finding[] {
	const made = madeBeside(place);
	return made && readings.made
		? checkTable({...readings, table: readings.made}, {place: made})
		: [];
}

function leftSchema(schema: string): Finding {
	return {
		type: 'warning',
		what: `schema ${schema}`,
		value: 'created by an earlier kill-lab',
		needed: 'none',
		why: "the lab does not drop it, since it may hold objects that this account can't see",
		mend: {
			type: 'statement',
			sql: `DROP DATABASE ${quoted(schema)}`,
			instead: 'leave it',
		},
	};
}

/** Shown, because it applies to your own programs. */
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
