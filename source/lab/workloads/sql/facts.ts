import {type PlannedWorkload, type WorkloadFacts} from '../facts/contract.js';
import {endsStatement, withoutTransactions} from '../facts/claims.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {atItsEnd, beforeExecution} from '../facts/short-statements.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	rowsDefaults,
	sendPhases,
} from '../rows/facts.js';
import {excerpt, setupOf, sqlPlan, statementOf} from './options.js';

const target = 'statement';

const sawFlag =
	'The statement saw the flag while it worked, and ended. What it had changed in tables with transactions is undone.';

const knowledge: readonly Knowledge[] = [
	beforeExecution(target, sawFlag),
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'ends the statement when it looks',
		nowInFull: () =>
			'ends the statement when it looks at the flag; the transaction stays open',
		why: {
			interrupted: sawFlag,
			'too-late':
				'It returned OK: it ended before it looked at the flag again, or it is one that returns OK when it is killed, as SELECT SLEEP() is on MySQL.',
		},
		source: measured,
	},
	atItsEnd(target),
	{
		kind: 'connection',
		phases: ['send', 'sent', 'execute', 'end'],
		autocommit: true,
		now: () => 'disconnects; what is done may stay',
		why: {
			disconnected:
				'The client is disconnected at once. The statement commits if it was done before it saw the flag: the verdict says whether.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['send', 'sent', 'execute', 'end'],
		now: pending => rollsBack(pending, 'disconnects; InnoDB undoes it'),
		why: {
			disconnected:
				'The client is disconnected at once. The thread sees the flag when the statement looks at it, and the server rolls the transaction back.',
		},
		source: measured,
	},
];

/** The statement in one line, or that there is none yet. @param length - At most so many characters. */
function statementWords(planned: PlannedWorkload, length: number): string {
	const statement = statementOf(planned);
	return statement === '' ? 'your own statement' : excerpt(statement, length);
}

function timesWords({steps}: PlannedWorkload): string {
	return steps === 1 ? '' : `, ${steps} times`;
}

/** The plan does not know how many rows it changes. */
const {rowsOf, ...defaults} = rowsDefaults;

/** The user's own statement. */
export const sqlFacts: WorkloadFacts = {
	...defaults,
	name: 'sql',
	title: 'your own statement, judged by the checksums of all tables',
	flags: ['sql', 'sqlFile', 'setup', 'times'],
	needs: 'sql',
	throwawayOnly: 'your statement could touch anything',
	tableName: 'SqlStates',
	brief: {},
	plan: sqlPlan,
	killExamples: 'query@execute, connection@execute, query@commit or query@5s',
	target,
	stepNoun: target,
	phases: [...sendPhases(target), executePhase, endPhase(target)],
	aims: [{phase: 'execute', words: () => 'when the statement executes'}],
	armable: [
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfRows,
	knowledge,
	claims: [
		{
			claim: endsStatement,
			holds: 'in part',
			found:
				'UPDATE, INSERT … SELECT and a copying ALTER TABLE end with error 1317. What is ending already returns OK.',
		},
		{
			claim: withoutTransactions,
			holds: 'yes',
			found:
				'A killed UPDATE of a MyISAM table leaves the rows that it had changed, also within a transaction: PARTIAL.',
		},
	],
	stepName: step => `statement ${step + 1}`,
	describe: plan => `${statementWords(plan, 60)}${timesWords(plan)}`,
	intent: plan => `run ${statementWords(plan, 60)}${timesWords(plan)}`,
	amount: (_, steps) => `${steps} statement${steps === 1 ? '' : 's'}`,
	making: {name: 'control run', when: 'during the control run'},
	contentsName: 'Everything',
	columns: [
		{name: 'what', type: 'text', rank: 0, shortest: 12},
		{name: 'rows', type: 'text', rank: 1},
		{name: 'is', type: 'text', rank: 0},
	],
	detail: plan => setupWords(plan),
	expectedTime: () => 5000,
};

function setupWords(planned: PlannedWorkload): string {
	const setup = setupOf(planned);
	return setup === undefined ? 'no setup' : `setup ${setup}`;
}
