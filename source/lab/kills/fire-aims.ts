import {type EventLog} from '../history/event-log.js';
import {type KillKind} from '../events/kill.js';
import {type LabEvent} from '../events/events.js';
import {type Aim, type Moment} from '../events/aim.js';
import {
	currentStatement,
	phaseOfRole,
	type RunState,
} from '../history/state.js';
import {placeOf, readingPhase} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';

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

/** A moment that an event can be. */
type PhaseMoment = Exclude<Moment, {readonly type: 'time'}>;

/** Whether an event is the one that a moment waits for. Pure. `run` is the state after the event. */
export function isMoment(
	{phase, step, part}: PhaseMoment,
	event: LabEvent,
	run: RunState,
): boolean {
	const isOf = (other: number | undefined) =>
		step === undefined || other === step;
	if (phase === 'generate') {
		return event.type === 'step-started' && isOf(event.step);
	}

	const facts = factsOf(run.plan);
	if (phase === readingPhase(facts)) {
		return (
			event.type === 'step-progress' &&
			isOf(event.step) &&
			event.done >= part * (run.steps[event.step]?.total ?? Infinity)
		);
	}

	if (placeOf(facts, phase) > 0) {
		return beginsPhase(phase, event, run) && isOf(currentStatement(run)?.step);
	}

	const sent =
		event.type === 'statement-sent'
			? run.statements.find(({statement}) => statement === event.statement)
			: undefined;
	return (
		sent !== undefined &&
		sent.role !== 'target' &&
		phaseOfRole[sent.role] === phase &&
		isOf(sent.step)
	);
}

/** Whether a kill waits for the server to be seen in a phase of the target in flight, which the kernel has in full. Pure. */
export function awaitsPhase(plans: readonly Aim[], run: RunState): boolean {
	const statement = currentStatement(run);
	const facts = factsOf(run.plan);
	const place = placeOf(
		facts,
		statement?.reached?.at(-1)?.phase ?? readingPhase(facts),
	);
	return (
		statement?.role === 'target' &&
		statement.sentAt !== undefined &&
		plans.some(
			({moment}) =>
				moment.type === 'phase' &&
				placeOf(facts, moment.phase) > Math.max(1, place) &&
				(moment.step === undefined || moment.step === statement.step),
		)
	);
}

/** Whether an event is the first to show the server in a phase of the target in flight, or in a later one. If the thread can't be seen, the last byte is all that is known. */
function beginsPhase(
	phase: string,
	{type, at}: LabEvent,
	run: RunState,
): boolean {
	const statement = currentStatement(run);
	if (statement?.role !== 'target' || statement.sentAt === undefined) {
		return false;
	}

	const facts = factsOf(run.plan);
	const place = placeOf(facts, phase);
	const reached = statement.reached?.find(
		other => placeOf(facts, other.phase) >= place,
	);
	if (reached) {
		return (
			(type === 'server-view' || type === 'kill-view') && reached.at === at
		);
	}

	return (
		(type === 'statement-sent' || type === 'server-view') &&
		run.view?.view.thread.type === 'hidden'
	);
}
