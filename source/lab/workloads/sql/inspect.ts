import {type Connection} from 'mysql2';
import {query} from '../../../server/statement.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {grouped} from '../../../format.js';
import {settleStatement} from '../../connections/session-settings.js';
import {type Contents} from '../../events/events.js';
import {type RunPlan} from '../../events/run-plan.js';
import {
	readStoredNames,
	type StoredNames,
} from '../../own-table/stored-names.js';
import {type Inspection} from '../../verdict/inspection.js';
import {type Scene} from '../contract.js';
import {areSame, controlRun} from './control-run.js';
import {sqlFacts} from './facts.js';
import {setupOf} from './options.js';
import {readStates, rowsIn, type States} from './read-states.js';
import {readSetup} from './setup-file.js';
import {readWrittenStates, statesTable} from './states-table.js';

/**
Compares all that is there with what the control run has found before and after each whole statement.

If it is like none of them, the control run is done once more, with the same clock: a statement that does something else each time proves nothing. That drops the data, which have been read.

@throws mysql2's error, when the connection is lost.
*/
export async function inspectStates(
	connection: Connection,
	{table, run}: Scene,
): Promise<Inspection> {
	const {plan, transaction} = run;
	const {states: known, clock} = await readWrittenStates(connection, table);
	if (known.length === 0) {
		return nothing('the run ended before its data were made');
	}

	const own = await readStoredNames(connection, {
		schema: plan.schema,
		design: statesTable,
	});
	const now = await readStates(connection, own);
	const matches = known.flatMap((states, step) =>
		areSame(states, now) ? [step] : [],
	);
	const isControlled = known.length > 1;
	if (!isControlled && (matches.length === 0 || transaction === 'committed')) {
		return nothing(
			'the statements of --setup make other data each time, so there is no control run to compare with',
		);
	}

	const contents = contentsOf(now, known);
	const found = {
		about: 'states',
		matches,
		times: plan.steps,
		contents,
	} as const;
	if (matches.length > 0) {
		return found;
	}

	const withoutTransactions = await findWithoutTransactions(
		connection,
		contents.rows
			.filter(({isIntact}) => !isIntact)
			.map(({cells: [name]}) => String(name)),
	);
	const steady = await findSteady(connection, plan, {own, known, clock});
	const isLikeOne = known.some(states =>
		steady.every(name => states.get(name) === now.get(name)),
	);
	return isLikeOne
		? nothing(
				'the statements make other data each time they run, as with UUID() or SYSDATE(), so nothing tells a whole one from a part',
			)
		: {
				...found,
				...(withoutTransactions.length > 0 && {withoutTransactions}),
			};
}

/** Which of these tables the server can't roll back, each with its engine. */
async function findWithoutTransactions(
	connection: Connection,
	names: readonly string[],
): Promise<readonly string[]> {
	const rows = await queryPromptly(
		connection,
		"SELECT CONCAT(its.TABLE_SCHEMA, '.', its.TABLE_NAME) AS name, its.ENGINE AS engine FROM information_schema.TABLES AS its JOIN information_schema.ENGINES AS one ON one.ENGINE = its.ENGINE WHERE one.TRANSACTIONS <> 'YES'",
	);
	return rows
		.filter(({name}) => names.includes(String(name)))
		.map(({name, engine}) => `${String(name)} (${String(engine)})`);
}

function nothing(reason: string): Inspection {
	return {about: 'nothing', reason};
}

/**
Finds what the statements make the same each time, by another control run.

@returns Names.
@throws As `controlRun` does.
*/
async function findSteady(
	connection: Connection,
	plan: RunPlan,
	{
		own,
		known,
		clock,
	}: {
		readonly own: StoredNames;
		readonly known: readonly States[];
		readonly clock: number;
	},
): Promise<readonly string[]> {
	try {
		const {states} = await controlRun(
			{
				looking: connection,
				schema: plan.schema,
				own,
				setup: await readSetup(setupOf(plan)),
			},
			{apart: connection, clock, plan},
		);
		return namesIn([...states, ...known]).filter(name =>
			known.every(
				(before, step) => states[step]?.get(name) === before.get(name),
			),
		);
	} finally {
		// The statements may have changed what the looks of the lab depend on.
		await query(connection, settleStatement);
	}
}

function namesIn(states: readonly States[]): readonly string[] {
	return [...new Set(states.flatMap(after => [...after.keys()]))];
}

/** Each thing that there is or was, with what it is like: what the statement changes comes first. */
function contentsOf(now: States, known: readonly States[]): Contents {
	const things = namesIn([now, ...known]).map(name => {
		const state = now.get(name);
		const steps = known.flatMap((states, step) =>
			states.get(name) === state ? [step] : [],
		);
		return {name, rows: rowsIn(state), steps};
	});
	return {
		columns: sqlFacts.columns.map(({name}) => name),
		rows: things
			.toSorted(
				(one, other) =>
					one.steps.length - other.steps.length ||
					Number(one.rows === undefined) - Number(other.rows === undefined),
			)
			.map(({name, rows, steps}) => ({
				cells: [
					name,
					rows === undefined ? '' : grouped(rows),
					likeness(steps, known.length - 1),
				],
				isIntact: steps.length > 0,
			})),
	};
}

/** What something is like. @param steps - The numbers of whole statements after which it was so. @param times - The most of them. */
function likeness(steps: readonly number[], times: number): string {
	const [first] = steps;
	if (first === undefined) {
		return 'neither';
	}

	if (steps.length === times + 1) {
		return times === 0 ? 'as before' : 'as always';
	}

	return first === 0
		? 'as before'
		: times === 1
			? 'as after'
			: `as after ${first} of ${times}`;
}
