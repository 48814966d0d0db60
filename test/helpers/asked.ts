import {type InterruptAnswer} from '../../source/lab/events/run-plan.js';
import {answersOf} from '../../source/lab/history/question.js';
import {pendingRows} from '../../source/lab/history/state.js';
import {changePlan, type BlobsChange} from './blobs.js';
import {plan, story, type Story} from './story.js';

/** A KILL QUERY has interrupted the fourth INSERT, and the client is about to ask. */
export function interruptedFourth(change: BlobsChange = {}): Story {
	return begins({onInterrupt: 'ask', ...change})
		.othersSee(change.autocommit ? 3 : 0)
		.stores(3)
		.inserts()
		.after(1000)
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', change.autocommit ? 1 : 3)
		.after(400)
		.kills('query')
		.after(0.3)
		.acknowledgedIn('Execute', 'starting')
		.after(300)
		.fails();
}

/** Under autocommit there is no BEGIN. */
function begins(change: BlobsChange): Story {
	if (!change.autocommit) {
		return story().starts(change);
	}

	const {server} = story().starts().state;
	return (server ? story().emit({type: 'server', server}) : story()).emit({
		type: 'run-started',
		run: 1,
		plan: changePlan(plan, change),
		connectionId: '42',
	});
}

/** The client asks what to do now. */
export function asks(told: Story): Story {
	const {run} = told;
	const isOpen = run.transaction === 'open';
	return told.emit({
		type: 'interrupt-asked',
		statement: run.statements.at(-1)?.statement ?? 0,
		connectionId: run.connectionId,
		transaction: isOpen ? 'open' : 'none',
		rows: isOpen ? pendingRows(run) : 0,
		answers: answersOf(run),
	});
}

/** Somebody answers, or nobody. */
export function answers(told: Story, answer?: InterruptAnswer): Story {
	return told.emit({
		type: 'interrupt-answered',
		statement: told.run.question?.statement ?? 0,
		...(answer !== undefined && {answer}),
	});
}

/** The question is open, and the server has been looked at since. */
export function asked(change: BlobsChange = {}): Story {
	return asks(interruptedFourth(change))
		.after(40)
		.sees({
			thread: {type: 'alive', command: 'Sleep', state: ''},
			transaction: change.autocommit
				? {type: 'none'}
				: {type: 'open', state: 'RUNNING', rows: 3},
		});
}
