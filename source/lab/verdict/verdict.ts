import {type Connection} from 'mysql2';
import {readConnectionId} from '../../server/connection-id.js';
import {
	type DataVerdict,
	type SchemaVerdict,
	type StatesVerdict,
	type Verdict,
} from '../events/events.js';
import {type LabTable} from '../own-table/own-table.js';
import {type Expectation} from './expectation.js';
import {
	type DataInspection,
	type FoundStep,
	type Inspection,
	type SchemaInspection,
} from './inspection.js';
import {judgeStates} from './judge-states.js';

/**
Inspects what a run has left, and judges it.

The table is proven to be the lab's: before, because no other table is evidence, and after, because somebody may have replaced it meanwhile. A table that was recreated since the run began in the lab's own form is evidence only if it contains the run's rows: nobody else has those. That rows are missing from it is none.

To be called when the thread and its transaction are gone; before that, a rollback may still be running.

@throws mysql2's error, when the connection is lost.
*/
export async function reachVerdict(
	connection: Connection,
	table: Pick<LabTable, 'findDoubt'>,
	{
		inspect,
		expected,
	}: {
		readonly inspect: () => Promise<Inspection>;
		/** The steps that the run may have left. */
		readonly expected: Expectation;
	},
): Promise<Verdict> {
	const before = await table.findDoubt();
	if (before?.type === 'not-proved') {
		return {outcome: 'unknown', reason: before.why};
	}

	const inspection = await inspect();
	if (inspection.about === 'nothing') {
		return {outcome: 'unknown', reason: inspection.reason};
	}

	const verdict: Verdict = {
		...judge(inspection, expected),
		seenBy: await readConnectionId(connection),
	};
	const after = await table.findDoubt();
	const containsAll =
		verdict.outcome === 'committed whole' &&
		!('areMissing' in inspection && inspection.areMissing);
	return after === undefined || (after.type === 'made-anew' && containsAll)
		? verdict
		: {outcome: 'unknown', reason: after.why};
}

/** Judges what a run has left. Pure. */
export function judge(
	inspection: Exclude<Inspection, {readonly about: 'nothing'}>,
	expectation: Expectation,
):
	| Omit<DataVerdict, 'seenBy'>
	| Omit<SchemaVerdict, 'seenBy'>
	| Omit<StatesVerdict, 'seenBy'> {
	switch (inspection.about) {
		case 'schema': {
			return judgeSchema(inspection, expectation);
		}

		case 'states': {
			return judgeStates(inspection, expectation);
		}

		case 'data':
		case undefined: {
			return judgeData(inspection, expectation);
		}
	}
}

/** One definition or the other, every row as it must be with it, and nothing left besides: otherwise it is `PARTIAL`. A table with a third definition is not proven to be the lab's, and gets no verdict. */
function judgeSchema(
	{definition, rows, remains, contents, foreign}: SchemaInspection,
	{steps}: Expectation,
): Omit<SchemaVerdict, 'seenBy'> {
	const {there, intact, expected} = rows;
	const isWhole =
		there === expected &&
		intact === expected &&
		(remains.type === 'hidden' || remains.names.length === 0);
	const isAnswered = steps.length > 0;
	return {
		outcome: isWhole
			? definition === 'after'
				? 'committed whole'
				: 'rolled back whole'
			: 'PARTIAL',
		about: 'schema',
		definition,
		...rows,
		remains,
		contents,
		...(foreign && {foreign}),
		...(definition === 'after' && !isAnswered && {isUnanswered: true}),
		...(definition === 'before' && isAnswered && {isForgotten: true}),
	};
}

/** All or nothing: every row of every step as it was written, or no row at all. Anything between is `PARTIAL`. Under autocommit each step is its own transaction: all that were answered with OK must be there. An empty table is rolled back whole, even if there was nothing to commit. */
function judgeData(
	{partsStay, isTorn, rowsPerStep, found, contents, foreign}: DataInspection,
	expectation: Expectation,
): Omit<DataVerdict, 'seenBy'> {
	const steps = new Set(found.map(({step}) => step));
	const surprising = partsStay
		? [...steps].filter(step => !expectation.steps.includes(step))
		: expectation.type === 'autocommit'
			? expectation.unanswered.filter(step => steps.has(step))
			: [];
	const expectedSteps = [...expectation.steps, ...surprising];
	const there = sum(found, ({rows}) => rows);
	const expected = expectedSteps.length * rowsPerStep;
	const seen = {
		about: 'data' as const,
		there,
		intact: sum(found, ({intact}) => intact),
		expected,
		contents,
		...(isTorn && {isTorn}),
		...(foreign && {foreign}),
	};
	if (there === 0 && (expectation.type === 'transaction' || expected === 0)) {
		return {
			...seen,
			outcome: 'rolled back whole',
			unanswered: 0,
			...(expectation.type === 'transaction' &&
				expectation.isAnswered &&
				expected > 0 && {isForgotten: true}),
		};
	}

	const isWhole =
		!(expectation.type === 'transaction' && expectation.isGivenUp) &&
		found.length === expectedSteps.length &&
		expectedSteps.every(step => steps.has(step)) &&
		found.every(
			({rows, intact}) => rows === rowsPerStep && intact === rowsPerStep,
		);
	const isUnanswered =
		expectation.type === 'transaction' && !expectation.isAnswered;
	return {
		...seen,
		outcome: isWhole ? 'committed whole' : 'PARTIAL',
		unanswered: isUnanswered
			? there
			: sum(
					found.filter(({step}) => surprising.includes(step)),
					({rows}) => rows,
				),
	};
}

function sum(
	found: readonly FoundStep[],
	of: (step: FoundStep) => number,
): number {
	return found.reduce((total, step) => total + of(step), 0);
}
