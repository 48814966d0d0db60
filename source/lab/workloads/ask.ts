import {type InterruptAnswer} from '../events/run-plan.js';
import {answersOf} from '../history/question.js';
import {pendingRows} from '../history/state.js';
import {untilEvent} from '../history/until-event.js';
import {type Stage} from './contract.js';

/** Asks what the client does after its last statement was interrupted, and waits for the answer. @returns `undefined` if nothing is left to decide: the connection is lost, or the user has quit. */
export async function ask({
	log,
	signal,
}: Pick<Stage, 'log' | 'signal'>): Promise<InterruptAnswer | undefined> {
	const {run} = log.state();
	const statement = run?.statements.at(-1)?.statement;
	const isOver = signal.aborted || run?.lost !== undefined;
	if (!run || statement === undefined || isOver) {
		return undefined;
	}

	const isOpen = run.transaction === 'open';
	log.emit({
		type: 'interrupt-asked',
		statement,
		connectionId: run.connectionId,
		transaction: isOpen ? 'open' : 'none',
		rows: isOpen ? pendingRows(run) : 0,
		answers: answersOf(run),
	});

	await untilEvent(
		log,
		(_, {run}) => run?.question === undefined || run.lost !== undefined,
		signal,
	);
	if (log.state().run?.question) {
		log.emit({type: 'interrupt-answered', statement});
	}

	return log.state().run?.answered?.at(-1)?.answer;
}
