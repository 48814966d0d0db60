import {type Connection} from 'mysql2';
import {queryPromptly} from '../../../server/query-promptly.js';
import {readShape} from '../../own-table/find-table.js';
import {notProved, NotTheLabs, notThere} from '../../own-table/not-the-labs.js';
import {readStoredNames} from '../../own-table/stored-names.js';
import {placeName, type TableDesign} from '../../own-table/table-design.js';
import {type Inspection} from '../../verdict/inspection.js';
import {type Scene} from '../contract.js';
import {rowsOf} from '../rows/options.js';
import {isFilled, isOwn} from '../rows/table.js';
import {alteredColumns} from './facts.js';
import {findRemains} from './remains.js';

/** What an ALTER TABLE of the lab changes. */
export type Altered = {
	readonly design: TableDesign;
	/** What is new, such as `column note`. */
	readonly what: string;
	/** That a row is as it must be once it is there, as SQL. */
	readonly isRow?: string;
	/** Whether it is changed, if that leaves its definition as it is; nothing where the server does not say. Absent: the definition says it. */
	readonly readIsAltered?: () => Promise<boolean | undefined>;
	/** How many rows the new index leads to, as SQL after "SELECT", given the table. */
	readonly indexed?: (table: string) => string;
};

/**
Reads what an ALTER TABLE has left: the definition, every row, and what is there besides. The verdict's own look at the table comes before and after.

@throws {NotTheLabs} when the table has neither definition; mysql2's error.
*/
export async function inspectAltered(
	connection: Connection,
	{table, run, awaitsLocks}: Scene,
	{design, what, isRow = 'TRUE', readIsAltered, indexed}: Altered,
): Promise<Inspection> {
	const {plan, flavour, connectionId} = run;
	const place = {schema: plan.schema, design};
	const shape = await readShape(connection, place);
	if (shape.type !== 'ours') {
		throw new NotTheLabs(
			shape.type === 'none'
				? notThere(place, shape)
				: notProved(place, shape.why),
		);
	}

	const isAltered = readIsAltered ? await readIsAltered() : shape.isAltered;
	if (isAltered === undefined) {
		return {
			about: 'nothing',
			reason: `the server does not say when ${placeName(place)} was created, so nobody can tell whether it was made anew`,
		};
	}

	const [row] = await queryPromptly(
		connection,
		`SELECT
			COALESCE(SUM(isOwn), 0) AS there,
			COALESCE(SUM(isOwn AND isIntact), 0) AS intact,
			COALESCE(SUM(NOT isOwn), 0) AS others,
			${isAltered && indexed ? `(SELECT ${indexed(table)})` : 'COUNT(*)'} AS indexed
		FROM (
			SELECT ${isOwn} AS isOwn, ${isFilled} AND ${isAltered ? isRow : 'TRUE'} AS isIntact
			FROM ${table} ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}
		) AS rowsOfTheTable`,
	);
	const number = (name: string) => Number(row?.[name]);
	const there = number('there');
	// A run that ended while its rows were made has as many as there are.
	const expected = run.steps[0]?.madeAt === undefined ? there : rowsOf(plan);
	const others = number('others');
	// An index that leads to fewer rows, or to more, is damaged.
	const isComplete = number('indexed') === there + others;
	const intact = isComplete ? number('intact') : 0;
	const remains = await findRemains(connection, {
		flavour,
		connectionId,
		names: await readStoredNames(connection, place),
	});
	return {
		about: 'schema',
		definition: isAltered ? 'after' : 'before',
		rows: {there, intact, expected},
		remains,
		contents: {
			columns: alteredColumns.map(({name}) => name),
			rows: [
				{cells: [what, isAltered ? 1 : 0], isIntact: isComplete},
				{cells: ['rows', there], isIntact: there === expected},
				{
					cells: ['rows as they must be', intact],
					isIntact: intact === expected,
				},
				...(remains.type === 'seen'
					? [
							{
								cells: ['left besides', remains.names.length],
								isIntact: remains.names.length === 0,
							},
						]
					: []),
			],
		},
		...(others > 0 && {foreign: {number: others, rows: []}}),
	};
}
