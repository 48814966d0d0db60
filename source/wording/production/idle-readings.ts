import {pendingRows} from '../../lab/history/state.js';
import {type Reading, type Sight} from './sight.js';

/** When no target runs. */
export const idleReadings: readonly Reading[] = [
	{
		name: 'a look behind',
		fits: sight =>
			isIdle(sight) &&
			sight.thread !== undefined &&
			sight.thread.command !== 'Sleep',
		words: () =>
			'The client has its answer already: this row is of the look before, some ms ago.',
	},
	{
		name: 'open after 1317',
		fits: sight => isIdle(sight) && isLeftOpen(sight),
		words: () =>
			'Sleep looks over, but error 1317 ended the statement only: the transaction is STILL OPEN.',
		more: () =>
			'COMMIT, ROLLBACK or the end of the connection ends it: the client must do something.',
	},
	{
		name: 'idle in a transaction',
		fits: sight =>
			isIdle(sight) &&
			sight.run.transaction === 'open' &&
			(pendingRows(sight.run) > 0 || sight.transaction.type === 'open'),
		words: () =>
			'Sleep: no statement runs. It only looks idle: its transaction is open, and keeps its locks.',
		more: () =>
			'A KILL QUERY does nothing here; a KILL CONNECTION undoes what is not committed.',
	},
	{
		name: 'idle',
		fits: isIdle,
		words: () =>
			'Sleep: no statement runs, and a KILL QUERY does nothing. Time counts from the last one.',
	},
	{
		name: 'setup',
		fits: ({phase}) => phase === 'setup',
		words: () =>
			'The lab prepares its data: what the kills are about has not begun.',
	},
	{
		name: 'a short statement',
		fits: ({statement}) =>
			statement !== undefined && statement.role !== 'target',
		words: ({statement}) =>
			`A short statement runs: ${statement?.name ?? ''}. A look rarely meets it.`,
	},
	{
		name: 'sent',
		fits: ({statement}) => statement !== undefined,
		words: () => 'The statement is sent, and no look has met it at work yet.',
	},
];

function isIdle({statement, phase}: Sight): boolean {
	return statement === undefined && phase !== 'look' && phase !== 'over';
}

/** Whether the newest statement was interrupted, and the client has not decided yet. */
function isLeftOpen({run}: Sight): boolean {
	return (
		run.transaction === 'open' && run.statements.at(-1)?.left !== undefined
	);
}
