import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {measured} from '../facts/knowledge.js';
import {missedAtStart} from '../facts/short-statements.js';
import {endsBehindLock} from '../locked/facts.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	readingDefaults,
	rowsColumns,
	rowsDefaults,
	sendPhases,
} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {endsWait} from '../waits/knowledge.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';

const sawFlag =
	'The INSERT saw the flag while it waited for the row of its parent. The server undid its row, and then answered with the error.';

/** An INSERT of a row whose foreign key refers to a row that is locked. As for any row lock, the thread shows no state of its own while it waits, only the transaction does, as `LOCK WAIT` [measured]. */
export const foreignKeyFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'foreign-key',
	title:
		'an INSERT waits for the row that its foreign key refers to: another connection of the lab has locked it',
	brief: {scale: 0.15},
	tableName: 'children',
	plan: waitPlan('foreign-key', 1),
	killExamples: 'query@execute, connection@execute, query@commit or query@5s',
	target: 'INSERT',
	stepNoun: 'INSERT',
	phases: [...sendPhases('INSERT'), executePhase, endPhase('INSERT')],
	aims: [{phase: 'execute', words: () => 'when the INSERT waits'}],
	armable: [
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfRows,
	knowledge: [
		{
			kind: 'query',
			phases: ['execute'],
			now: () => 'error 1317 at once; its row is undone',
			why: {interrupted: sawFlag, 'too-late': missedAtStart('INSERT')},
			source: measured,
		},
		...changingKnowledge({
			target: 'INSERT',
			where: 'while it waited for the row of its parent',
		}),
	],
	claims: [
		endsBehindLock('INSERT'),
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'The INSERT ends with error 1317, after its row is undone. An INSERT does not look at the flag between its rows, but it does in a wait for a lock.',
		},
		endsWait,
	],
	columns: rowsColumns('inserted'),
	rowsWord: 'inserted',
	othersSee: readingDefaults.othersSee,
	describe: plan =>
		`an INSERT of a row whose parent is locked for ${waitWords(plan)}`,
	intent: plan =>
		`write 2 rows per run, and lock the one that the other refers to for ${waitWords(plan)} through another connection`,
	expectedTime: plan => waitOf(plan),
};
