import {type Connection} from 'mysql2';
import {type EventLog} from '../history/event-log.js';
import {type LabEvent, type StatementRole} from '../events/events.js';
import {type LabState} from '../history/state.js';
import {untilEvent} from '../history/until-event.js';
import {type WaitKind} from '../events/wait.js';
import {type Waiting, type Waits} from './waits.js';

/** The statements that are usually answered at once, and what a wait for them is called. */
const toldWaits: Readonly<Partial<Record<StatementRole, WaitKind>>> = {
	begin: 'begin',
	identify: 'identify',
	check: 'check',
	rollback: 'rollback',
};

/**
Reports how long a run waits for the answer to such a statement, or to a KILL.

@param control - The connection that kills.
@returns A function that stops it.
*/
export function tellRunWaits(
	log: EventLog,
	waits: Waits,
	control: () => Connection | undefined,
): () => void {
	const stop = new AbortController();
	const tell = (
		kind: WaitKind,
		waiting: Waiting,
		isOver: (event: LabEvent, state: LabState) => boolean,
	) => {
		void waits.telling(
			kind,
			async () => untilEvent(log, isOver, stop.signal),
			waiting,
		);
	};

	const unsubscribe = log.subscribe((event, {run}) => {
		const told =
			event.type === 'statement-started' ? toldWaits[event.role] : undefined;
		if (event.type === 'statement-started' && told !== undefined) {
			const {statement} = event;
			tell(
				told,
				run ? {connectionId: run.connectionId} : {},
				other =>
					other.type === 'statement-ended' && other.statement === statement,
			);
		}

		if (event.type === 'kill-sent') {
			const {kill} = event;
			tell('kill', {connection: control}, (_, {run}) =>
				Boolean(run?.kills.find(other => other.kill === kill)?.answer),
			);
		}
	});
	stop.signal.addEventListener('abort', unsubscribe);
	return () => {
		stop.abort();
	};
}
