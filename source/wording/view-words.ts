/*
What the server shows of the work connection, and in a few words why: much of it is true but misleading.
*/
import {grouped} from '../format.js';
import {type ServerView} from '../lab/events/events.js';
import {uploadPhase} from '../lab/workloads/facts/phases.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {
	currentStatement,
	isCommitUnanswered,
	phase,
	pendingRows,
	type RunState,
} from '../lab/history/state.js';
import {describeView} from './words.js';

/** Why the thread shows what it shows; `undefined` if it misleads nobody. Pure. */
export function explainThread(
	run: RunState,
	{thread, transaction}: ServerView,
): string | undefined {
	if (thread.type === 'gone') {
		return transaction.type === 'open'
			? 'its transaction is still rolling back'
			: undefined;
	}

	if (thread.type !== 'alive') {
		return undefined;
	}

	const isRollingBack =
		transaction.type === 'open' && transaction.state === 'ROLLING BACK';
	switch (thread.command) {
		case 'Sleep':
		case 'Long Data': {
			if (isRollingBack) {
				return 'rolling back';
			}

			if (run.question) {
				return 'waiting for the client';
			}

			// The kernel can have all of a packet that the server is still receiving [measured].
			return currentStatement(run)?.role === 'target' &&
				uploadPhase(factsOf(run.plan)) !== undefined
				? 'receiving data'
				: undefined;
		}

		// MariaDB shows this as long as the flag is set [measured].
		case 'Killed': {
			return isRollingBack ? 'rolling back' : 'kill flag set';
		}

		default: {
			return undefined;
		}
	}
}

/** Why the transaction shows what it shows, compared with what the client counts; `undefined` if it misleads nobody. Pure. */
export function explainTransaction(
	run: RunState,
	{transaction}: ServerView,
): string | undefined {
	const stored = pendingRows(run);
	switch (transaction.type) {
		case 'none': {
			// InnoDB lists a transaction from its first change on.
			if (run.transaction !== 'open') {
				return undefined;
			}

			// MySQL's xa_detach_on_prepare is on.
			return phase(run) === 'prepared'
				? "prepared: it is no longer the connection's"
				: stored === 0
					? (factsOf(run.plan).transactionNote ??
						'listed from the first row on')
					: undefined;
		}

		case 'open': {
			// InnoDB's list may be older than what the client knows.
			if (run.transaction === 'committed') {
				return 'as it was before the COMMIT returned';
			}

			if (
				transaction.state === 'ROLLING BACK' ||
				phase(run) === 'rollback' ||
				// A COMMIT that was cut off may still commit.
				(run.transaction === 'lost' && !isCommitUnanswered(run))
			) {
				return 'to undo';
			}

			// The bar shows the rows that an unstreamed target has changed.
			return transaction.rows > stored &&
				phase(run) !== 'look' &&
				factsOf(run.plan).streamedIn !== undefined
				? `${stored === 0 ? '' : `${grouped(transaction.rows - stored)} `}not acknowledged`
				: undefined;
		}

		case 'unreadable':
		case 'hidden': {
			return undefined;
		}
	}
}

/** Whether a view differs from the one before only in what the lines do not tell. Pure. */
export function isMoreOfTheSame(
	view: ServerView,
	before: ServerView | undefined,
): boolean {
	return (
		before !== undefined &&
		JSON.stringify(view) !== JSON.stringify(before) &&
		JSON.stringify(describeView(view)) === JSON.stringify(describeView(before))
	);
}
