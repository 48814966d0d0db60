import {Text} from 'ink';
import {
	isCommitHeld,
	isCommitUnanswered,
	phase,
	storedSteps,
	type RunState,
} from '../../lab/history/state.js';
import {stakesOf} from '../../lab/history/question.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {committedHow} from '../../wording/committed-how.js';
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
	readonly colour?: 'green' | 'red' | 'yellow';
	readonly rest: string;
} {
	const {plan} = run;
	const {amount, commitsItself, commitsMidway, doneWord, stepNoun} =
		factsOf(plan);
	const stored = storedSteps(run);
	const steps = `${stored} of ${count(plan.steps, stepNoun)}`;
	// A target that has not returned may have changed many rows: it is not these that are none.
	const doneNone = `${steps} ${doneWord}, nothing committed`;
	const data = amount(plan, stored);
	// The amount of a statement of unknown rows is how many statements.
	const all = data === count(stored, stepNoun) ? steps : `${steps} · ${data}`;

	switch (run.transaction) {
		case 'open': {
			if (run.question && ['open', 'given up'].includes(stakesOf(run))) {
				return {
					name: 'transaction STILL OPEN',
					colour: 'yellow',
					rest: stored === 0 ? `${steps} ${doneWord}` : `${all} not committed`,
				};
			}

			return {
				name: isCommitHeld(run)
					? 'paused before COMMIT'
					: `transaction ${phase(run) === 'prepared' ? 'prepared' : 'open'}`,
				rest:
					commitsMidway ?? (stored === 0 ? doneNone : `${all} not committed`),
			};
		}

		case 'committed': {
			return {
				name: 'transaction committed',
				colour: 'green',
				rest: all,
			};
		}

		case 'rolled back': {
			// It was still open: an interrupted statement undoes only itself.
			return {
				name: 'the client rolled back',
				colour: 'red',
				rest:
					commitsMidway ??
					`open until then · ${stored === 0 ? 'no row was left in it' : `${count(stored, stepNoun)} undone`}`,
			};
		}

		case 'aborted': {
			return {
				name: 'the server rolled back',
				colour: 'red',
				rest: `${count(stored, stepNoun)} undone`,
			};
		}

		case 'lost': {
			return {
				name: 'connection lost',
				colour: 'red',
				rest:
					run.recovered?.found === 'prepared'
						? `${steps}, committed by connection ${run.recovered.connectionId}`
						: isCommitUnanswered(run)
							? `${steps}, COMMIT was not answered`
							: commitsMidway === undefined
								? run.verdict?.verdict.outcome === 'rolled back whole'
									? `${steps} ${doneWord}, all undone`
									: stored === 0
										? doneNone
										: `${steps} ${doneWord}, not committed`
								: `${steps} · ${commitsMidway}`,
			};
		}

		case 'none': {
			if (commitsItself) {
				return {
					name: run.lost ? 'connection lost' : committedHow(plan),
					rest: `${stored} of ${plan.steps} ${doneWord}`,
				};
			}

			return plan.autocommit
				? {
						name: run.lost ? 'connection lost' : 'autocommit',
						rest:
							commitsMidway === undefined
								? `${all} committed one by one`
								: `${steps} · ${commitsMidway}`,
					}
				: {
						name: 'no transaction yet',
						rest:
							phase(run) === 'setup' ? 'the rows for it are being made' : steps,
					};
		}
	}
}
