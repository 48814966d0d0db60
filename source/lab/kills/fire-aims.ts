import {type EventLog} from '../history/event-log.js';
import {type KillKind} from '../events/kill.js';
import {type LabEvent} from '../events/events.js';
import {type Aim, type Moment} from '../events/aim.js';
import {currentStatement, type RunState} from '../history/state.js';

/** The planned kills of a run. */
export type FiredAims = {
	/** Those whose moment has not come yet. */
	readonly waiting: () => readonly Aim[];
	/** Forgets them. */
	readonly disarm: () => void;
};

/** Sends the planned kills of the next run, each on the event that it waits for. */
export function fireAims(
	plans: readonly Aim[],
	log: EventLog,
	kill: (kind: KillKind) => void,
): FiredAims {
	const waiting = new Set(plans);
	const timers: NodeJS.Timeout[] = [];

	const unsubscribe = log.subscribe((event, {run}) => {
		for (const plan of waiting) {
			const {kind, moment} = plan;
			if (moment.type === 'time') {
				if (event.type === 'run-started') {
					const send = () => {
						waiting.delete(plan);
						kill(kind);
					};

					timers.push(setTimeout(send, moment.after));
				}
			} else if (run && isMoment(moment, event, run)) {
				waiting.delete(plan);
				kill(kind);
			}
		}
	});

	return {
		waiting: () => [...waiting],
		disarm() {
			unsubscribe();
			for (const timer of timers) {
				clearTimeout(timer);
			}
		},
	};
}

/** Whether an event is the one that a moment waits for. Pure. `run` is the state after the event. */
export function isMoment(
	moment: Exclude<Moment, {readonly type: 'time'}>,
	event: LabEvent,
	run: RunState,
): boolean {
	const {plan, statements} = run;
	const sent =
		event.type === 'statement-sent'
			? statements.find(({statement}) => statement === event.statement)
			: undefined;
	if (moment.type === 'statement') {
		return sent?.role === moment.kind;
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
			return beginsExecution(event, run) && isOf(currentStatement(run)?.file);
		}

		case 'verify': {
			return sent?.role === 'check' && isOf(sent.file);
		}
	}
}

/** Whether a kill waits for the server to be seen executing the INSERT in flight, which the kernel has in full. Pure. */
export function awaitsExecution(plans: readonly Aim[], run: RunState): boolean {
	const statement = currentStatement(run);
	return (
		statement?.role === 'target' &&
		statement.sentAt !== undefined &&
		statement.executeAt === undefined &&
		plans.some(
			({moment}) =>
				moment.type === 'file' &&
				moment.phase === 'execute' &&
				(moment.file === undefined || moment.file === statement.file),
		)
	);
}

/** Whether an event is the first to show the server executing the INSERT in flight. If the thread can't be seen, the last byte is all that is known. */
function beginsExecution({type, at}: LabEvent, run: RunState): boolean {
	const statement = currentStatement(run);
	if (statement?.role !== 'target' || statement.sentAt === undefined) {
		return false;
	}

	if (statement.executeAt !== undefined) {
		return (
			(type === 'server-view' || type === 'kill-view') &&
			statement.executeAt === at
		);
	}

	return (
		(type === 'statement-sent' || type === 'server-view') &&
		run.view?.view.thread.type === 'hidden'
	);
}
