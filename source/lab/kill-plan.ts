import {type EventLog} from './event-log.js';
import {type KillKind, type LabEvent} from './events.js';
import {type RunState} from './state.js';

/** The phases in which a kill of a script can be sent that are about one file. */
export const filePhases = ['generate', 'upload', 'execute', 'verify'] as const;

/** The moment at which a kill of a script is sent. */
export type Moment =
	| {
			readonly type: 'file';
			/** Counts from 0. */
			readonly file: number;
			readonly phase: (typeof filePhases)[number];
			/** Of an upload: the part that the kernel must have taken, 0 to 1. */
			readonly part: number;
	  }
	/** The packet has been handed to the kernel. */
	| {readonly type: 'statement'; readonly kind: 'commit' | 'rollback'}
	/** So many ms after the run began. */
	| {readonly type: 'time'; readonly after: number};

/** A kill that is sent by itself, once in a run. */
export type KillPlan = {readonly kind: KillKind; readonly moment: Moment};

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
	switch (phase) {
		case 'generate': {
			return event.type === 'file-started' && event.file === file;
		}

		case 'upload': {
			return (
				event.type === 'upload-progress' &&
				event.file === file &&
				event.bytes >= part * plan.size
			);
		}

		case 'execute': {
			return sent?.kind === 'insert' && sent.file === file;
		}

		case 'verify': {
			return sent?.kind === 'verify' && sent.file === file;
		}
	}
}
