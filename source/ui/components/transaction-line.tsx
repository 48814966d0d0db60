import {Text} from 'ink';
import {formatBytes} from '../../format.js';
import {
	isCommitHeld,
	isCommitUnanswered,
	storedFiles,
	type RunState,
} from '../../lab/history/state.js';
import {count} from '../../wording/words.js';

type Props = {readonly run: RunState};

/** How far the transaction is, from what the client knows. */
export function TransactionLine({run}: Props) {
	const {name, colour, rest} = describeTransaction(run);
	return (
		<Text wrap="truncate">
			<Text bold color={colour}>
				{name}
			</Text>
			{` · ${rest}`}
		</Text>
	);
}

function describeTransaction(run: RunState): {
	readonly name: string;
	readonly colour?: 'green' | 'red';
	readonly rest: string;
} {
	const stored = storedFiles(run);
	const bytes = formatBytes(stored * run.plan.size);
	const files = `${stored} of ${count(run.plan.files, 'file')}`;

	switch (run.transaction) {
		case 'open': {
			return {
				name: isCommitHeld(run) ? 'paused before COMMIT' : 'transaction open',
				rest: `${files} · ${bytes} not committed`,
			};
		}

		case 'committed': {
			return {
				name: 'transaction committed',
				colour: 'green',
				rest: `${files} · ${bytes}`,
			};
		}

		case 'rolled back': {
			// It was still open: an interrupted statement undoes only itself.
			return {
				name: 'the client rolled back',
				colour: 'red',
				rest: `open until then · ${count(stored, 'file')} undone`,
			};
		}

		case 'aborted': {
			return {
				name: 'the server rolled back',
				colour: 'red',
				rest: `${count(stored, 'file')} undone`,
			};
		}

		case 'lost': {
			return {
				name: 'connection lost',
				colour: 'red',
				rest: isCommitUnanswered(run)
					? `${files}, COMMIT was not answered`
					: `${files} inserted, not committed`,
			};
		}

		case 'none': {
			return run.plan.autocommit
				? {
						name: run.lost ? 'connection lost' : 'autocommit',
						rest: `${files} · ${bytes} committed one by one`,
					}
				: {name: 'no transaction yet', rest: files};
		}
	}
}
