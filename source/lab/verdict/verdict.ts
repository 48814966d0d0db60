import {type Connection} from 'mysql2';
import {readConnectionId} from '../../server/connection-id.js';
import {type Verdict} from '../events/events.js';
import {type LabTable} from '../own-table/own-table.js';
import {type Expectation} from './expectation.js';
import {type FoundStep, type Inspection} from './inspection.js';

/** A verdict of somebody who could look. */
type SeenVerdict = Exclude<Verdict, {readonly outcome: 'unknown'}>;

/**
Inspects what a run has left, and judges it.

The table is proven to be the lab's: before, because no other table is evidence, and after, because somebody may have replaced it meanwhile. A table that was recreated since the run began in the lab's own form is evidence only if it contains the run's rows: nobody else has those.

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
	const verdict: Verdict = {
		...judge(inspection, expected),
		seenBy: await readConnectionId(connection),
	};
	const after = await table.findDoubt();
	return after === undefined ||
		(after.type === 'made-anew' && verdict.outcome === 'committed whole')
		? verdict
		: {outcome: 'unknown', reason: after.why};
}

/** All or nothing: every row of every step as it was written, or no row at all. Anything between is `PARTIAL`. Under autocommit each step is its own transaction: all that were answered with OK must be there. An empty table is rolled back whole, even if there was nothing to commit. */
export function judge(
	{rowsPerStep, found, contents, foreign}: Inspection,
	expectation: Expectation,
): Omit<SeenVerdict, 'seenBy'> {
	const steps = new Set(found.map(({step}) => step));
	const surprising =
		expectation.type === 'autocommit'
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
