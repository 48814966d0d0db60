import {type EventLog} from './event-log.js';
import {type KillKind} from './kill.js';
import {type LabEvent} from './events.js';
import {type KillPlan, type Moment} from './moment.js';
import {type RunState} from './state.js';

/**
Sends the planned kills of the run that begins next, each on the event that it waits for.

@returns A function that forgets those that have not been sent.
*/
export function armKills(
	plans: readonly KillPlan[],
	log: EventLog,
	kill: (kind: KillKind) => void,
): () => void {
	const waiting = new Set(plans);
	const timers: NodeJS.Timeout[] = [];

	const unsubscribe = log.subscribe((event, {run}) => {
		for (const plan of waiting) {
			const {kind, moment} = plan;
			if (moment.type === 'time') {
				if (event.type === 'run-started') {
					timers.push(setTimeout(kill, moment.after, kind));
				}
			} else if (run && isMoment(moment, event, run)) {
				waiting.delete(plan);
				kill(kind);
			}
		}
	});

	return () => {
		unsubscribe();
		for (const timer of timers) {
			clearTimeout(timer);
		}
	};
}

/** Whether an event is the one that a moment waits for. Pure. `run` is the picture after the event. */
export function isMoment(
	moment: Exclude<Moment, {readonly type: 'time'}>,
	event: LabEvent,
	{plan, statements}: RunState,
): boolean {
	const sent =
		event.type === 'statement-sent'
			? statements.find(({statement}) => statement === event.statement)
			: undefined;
	if (moment.type === 'statement') {
		return sent?.kind === moment.kind;
	}

	const {file, phase, part} = moment;
	const isOf = (other: number | undefined) =>
		file === undefined || other === file;
	switch (phase) {
		case 'generate': {
			return event.type === 'file-started' && isOf(event.file);
		}

		case 'upload': {
			return (
				event.type === 'upload-progress' &&
				isOf(event.file) &&
				event.bytes >= part * plan.size
			);
		}

		case 'execute': {
			return sent?.kind === 'insert' && isOf(sent.file);
		}

		case 'verify': {
			return sent?.kind === 'verify' && isOf(sent.file);
		}
	}
}
