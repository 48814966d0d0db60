import {formatAmount} from '../../../format.js';
import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {insertSelectFacts} from '../insert-select/facts.js';
import {allRowsOf} from '../rows/options.js';
import {workingAims} from '../rows/facts.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';

/** Rows of each INSERT: few, since the pause between them takes the time. */
const insertedRows = 1000;

/** What the INSERTs write, in their order. */
const parts = ['rows before', 'rows after'] as const;

/** Two INSERTs with a pause between them, in which a kill meets no statement. */
export const idleNextFacts: WorkloadFacts = {
	...insertSelectFacts,
	name: 'idle-next',
	title:
		'two INSERTs with a pause between them: a KILL QUERY meets no statement there, and must not hit the next one',
	brief: {scale: 0.05},
	plan: given => ({
		...waitPlan('idle-next', insertedRows)(given),
		steps: parts.length,
	}),
	killExamples: 'query@idle, connection@idle, query@2:execute or query@5s',
	aims: [
		{
			phase: 'idle',
			outside: 'idle',
			words: () => 'while the connection is idle',
		},
		...workingAims('INSERT'),
	],
	armable: [
		{type: 'phase', phase: 'idle', step: 0, part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	claims: [
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'On an idle connection it meets none: it returns OK, and the next statement is not hit.',
		},
	],
	stepName: step => parts[step] ?? `rows ${step + 1}`,
	describe: plan =>
		`${plan.steps} INSERTs of ${formatAmount(insertedRows, 'rows')} with ${waitWords(plan)} between them`,
	intent: plan =>
		`write ${formatAmount(allRowsOf(plan), 'rows')} per run by ${plan.steps} INSERTs, and wait ${waitWords(plan)} between them`,
	expectedTime: plan => waitOf(plan),
};
