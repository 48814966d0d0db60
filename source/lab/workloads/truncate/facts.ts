import {formatAmount} from '../../../format.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {atItsEnd, beforeExecution} from '../facts/short-statements.js';
import {isEnding} from '../facts/thread-states.js';
import {endsBehindLock, lockedDefaults, lockedRows} from '../locked/facts.js';
import {
	hadNotBegun,
	interruptsWait,
	isWaiting,
	lockAim,
	lockPhases,
	phaseOfLocked,
	waitForMetadata,
} from '../locked/knowledge.js';
import {endPhase, rowsColumns, sendPhases} from '../rows/facts.js';
import {waitPlan, waitWords} from '../waits/options.js';

const target = 'TRUNCATE TABLE';

const lockWait = waitForMetadata(target);

/** Of 46 KILL QUERYs that came while it emptied the table, none had an effect; of 44 KILL CONNECTIONs, none saved a row [measured: 22 and 24 on MySQL 9.7, 24 and 20 on MariaDB 10.11]. */
const unseen = `The ${target} had its lock, and does not look at the flag any more: the table is emptied.`;

const knowledge: readonly Knowledge[] = [
	beforeExecution(target, hadNotBegun(lockWait)),
	interruptsWait(lockWait),
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'too late: it has its lock',
		why: {'too-late': unseen},
		source: measured,
	},
	atItsEnd(target, ': the table is empty'),
	{
		kind: 'connection',
		phases: ['execute', 'end'],
		now: () => 'disconnects; the table is emptied anyway',
		why: {disconnected: `The client is disconnected at once. ${unseen}`},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['send', 'sent', 'open', 'wait'],
		now: () => 'disconnects; no row is touched',
		why: {
			disconnected: `The client is disconnected at once. The ${target} sees the flag as it waits for its lock, and touches no row; if it got the lock at that moment, it empties the table all the same: the verdict says which.`,
		},
		source: measured,
	},
];

/** Where the thread of a TRUNCATE TABLE is. While it empties the table, MySQL shows what it shows before the lock as well, and MariaDB no state [measured: `checking permissions`]. Pure. */
function phaseOf(thread: Alive): string {
	if (thread.command === 'Sleep') {
		return 'send';
	}

	if (isWaiting(lockWait, thread) || isEnding(thread.state)) {
		return phaseOfLocked(lockWait, thread);
	}

	return ['starting', 'opening tables'].includes(thread.state.toLowerCase())
		? 'open'
		: 'execute';
}

/** Nobody looks meanwhile: a reader waits behind the waiting TRUNCATE TABLE. */
const {othersSee, ...alike} = lockedDefaults;

/** A TRUNCATE TABLE that waits for its metadata lock, and then takes a moment. */
export const truncateFacts: WorkloadFacts = {
	...alike,
	name: 'truncate',
	title:
		'a TRUNCATE TABLE waits for its lock: a kill can meet it there, and not after that',
	brief: {scale: 0.15},
	plan: waitPlan('truncate', lockedRows),
	killExamples: 'query@wait, connection@wait or query@5s',
	target,
	stepNoun: target,
	commitsItself: true,
	phases: [
		...sendPhases(target),
		...lockPhases(lockWait),
		{
			name: 'execute',
			flag: 'ignored',
			follows: 'wait',
			when: 'while it emptied the table',
		},
		endPhase(target, 'wait'),
	],
	aims: [
		lockAim(lockWait),
		{phase: 'execute', words: () => `when the ${target} empties the table`},
	],
	armable: [{type: 'phase', phase: 'wait', part: 0}],
	phaseOf,
	knowledge,
	claims: [
		endsBehindLock(target),
		{
			claim: endsStatement,
			holds: 'in part',
			found: `Only while it waits for its lock: then it ends with error 1317, and every row is there. Once it has the lock, it returns OK.`,
		},
		{
			claim: afterStatement,
			holds: 'no',
			found:
				'The client is cut off at once. If it had its lock, the server empties the table after that.',
		},
	],
	columns: rowsColumns('deleted'),
	rowsWord: 'deleted',
	describe: plan =>
		`a ${target} of ${formatAmount(lockedRows, 'rows')} that waits ${waitWords(plan)} for its lock`,
	intent: plan =>
		`write ${formatAmount(lockedRows, 'rows')} per run, have another of its connections hold LOCK TABLES … READ for ${waitWords(plan)}, and empty the table by one ${target},`,
};
