import {formatAmount, grouped} from '../../../format.js';
import {endsStatement, handlersTakeErrors} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {type Knowledge} from '../facts/knowledge.js';
import {beforeExecution} from '../facts/short-statements.js';
import {
	cutOffKnowledge,
	endedCall,
	noHandler,
	procedureFacts,
	queryKnowledge,
	sawFlag,
	stays,
} from '../procedure/facts.js';
import {batchesPlan, batchSize} from '../procedure/options.js';
import {rowsOf} from '../rows/options.js';

/** What the procedure is called. */
export const routineName = 'ChangeHandledRows';

const tookError =
	'The handler in the procedure got the error, and the CALL went on: OK on MariaDB, not error 1317. If an UPDATE was running, its batch is left out, and a client that expects an error does not notice.';

const knowledge: readonly Knowledge[] = [
	{...beforeExecution('CALL', tookError), flavour: 'mariadb'},
	beforeExecution('CALL', `${sawFlag} ${noHandler} ${stays}`),
	queryKnowledge(endedCall('mysql', noHandler)),
	queryKnowledge({
		flavour: 'mariadb',
		now: 'OK, and it goes on without a batch',
		nowInFull:
			'OK: the handler gets the error, and the CALL goes on without a batch',
		why: tookError,
	}),
	...cutOffKnowledge,
];

/** One CALL of a procedure that has a handler for every error, and goes on after it. */
export const handlerFacts: WorkloadFacts = {
	...procedureFacts,
	name: 'handler',
	title:
		'one CALL whose procedure has a handler for every error: MariaDB gives it the kill',
	tableName: 'HandledRows',
	routineName,
	plan: batchesPlan('handler'),
	// It returns how many errors its handler got; if its last statement is hit, nothing.
	wasStruck: returned => returned.type === 'changes' || returned.value !== '0',
	knowledge,
	claims: [
		{
			claim: handlersTakeErrors,
			holds: 'in part',
			found:
				'MySQL does not give the error of a kill to the handler: the CALL ends with 1317. MariaDB does: the CALL goes on, and returns OK. A KILL CONNECTION gets to no handler on either.',
		},
		{
			claim: endsStatement,
			holds: 'in part',
			found:
				'On MariaDB KILL QUERY ends one statement of the procedure, and not the CALL. On MySQL it ends the CALL, unless it meets a COMMIT.',
		},
	],
	partWords: `and they stay: ${procedureFacts.commitsMidway ?? ''}, and leaves out a batch whose error its handler gets`,
	tornWords: `and torn: they are not whole batches of ${grouped(batchSize)}, each changed once`,
	describe: plan =>
		`a CALL with a handler that changes ${formatAmount(rowsOf(plan), 'rows')}`,
};
