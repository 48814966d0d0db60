import {type Connection} from 'mysql2';
import {type EventLog} from '../history/event-log.js';
import {type LabEvent, type StatementKind} from '../history/events.js';
import {type LabState} from '../history/state.js';
import {type WaitKind} from '../history/wait.js';
import {type Waiting, type Waits} from './waits.js';

/** The statements that are usually answered at once. */
const toldKinds: ReadonlySet<StatementKind | WaitKind> = new Set<
	StatementKind & WaitKind
>(['begin', 'identify', 'verify', 'rollback']);

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
			async () => happening(log, isOver, stop.signal),
			waiting,
		);
	};

	const unsubscribe = log.subscribe((event, {run}) => {
		if (event.type === 'statement-started' && isTold(event.kind)) {
			const {kind, statement} = event;
			tell(
				kind,
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

function isTold(kind: StatementKind): kind is StatementKind & WaitKind {
	return toldKinds.has(kind);
}

/** Resolves at the expected event, or when the signal is aborted. */
async function happening(
	log: EventLog,
	isIt: (event: LabEvent, state: LabState) => boolean,
	signal: AbortSignal,
): Promise<void> {
	await new Promise<void>(resolve => {
		const end = () => {
			unsubscribe();
			signal.removeEventListener('abort', end);
			resolve();
		};

		const unsubscribe = log.subscribe((event, state) => {
			if (isIt(event, state)) {
				end();
			}
		});
		signal.addEventListener('abort', end);
	});
}
