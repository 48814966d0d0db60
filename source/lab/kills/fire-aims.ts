import {type Awaited} from '../connections/observer.js';
import {type EventLog} from '../history/event-log.js';
import {type KillKind} from '../events/kill.js';
import {type LabEvent, type StatementRole} from '../events/events.js';
import {type Aim, type Moment} from '../events/aim.js';
import {commitWaitOf} from '../history/server-phase.js';
import {
	currentStatement,
	isOfStatement,
	partInFlight,
	phase as phaseOf,
	phaseOfRole,
	statementNumbered,
	targetPhase,
	type RunState,
} from '../history/state.js';
import {flagIn, placeOf, readingPhase} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';
import {isSameAim} from './notation.js';

/** The kills that the lab sends on its own, each once, at its moment. */
export type Aims = {
	/** The kills of the run that begins next. Those that are left of the run before are forgotten. */
	readonly plan: (aims: readonly Aim[]) => void;
	/** Arms this kill instead of the one before, or none: it is sent in this run or a later one, and never twice. */
	readonly arm: (aim: Aim | undefined) => void;
	/** Those whose moment has not come yet. */
	readonly waiting: () => readonly Aim[];
};

/** Sends kills on the events that they wait for. What is armed is an event. */
export function fireAims(
	log: EventLog,
	kill: (kind: KillKind, aim: Aim) => void,
): Aims {
	const planned = new Set<Aim>();
	const timers: NodeJS.Timeout[] = [];
	let armed: Aim | undefined;
	/** How many statements had begun when the kill was armed, if the newest was past the moment then. */
	let missed: number | undefined;

	/** Begins to wait for the times that are counted from an event. */
	const startTimers = (event: LabEvent) => {
		for (const aim of planned) {
			const {kind, moment} = aim;
			if (moment.type === 'time' && isBeginOf(moment, event)) {
				const send = () => {
					if (planned.delete(aim)) {
						kill(kind, aim);
					}
				};

				// A timer takes a millisecond at least.
				if (moment.after === 0) {
					send();
				} else {
					timers.push(setTimeout(send, moment.after));
				}
			}
		}
	};

	log.subscribe((event, {run}) => {
		if (!run) {
			return;
		}

		if (event.type === 'run-started') {
			missed = undefined;
		}

		startTimers(event);

		for (const aim of planned) {
			if (isMomentOf(aim, event, run)) {
				planned.delete(aim);
				kill(aim.kind, aim);
			}
		}

		if (
			armed &&
			isMomentOf(armed, event, run) &&
			run.statements.length !== missed
		) {
			const aim = armed;
			armed = undefined;
			kill(aim.kind, aim);
			log.emit({type: 'armed'});
		}
	});

	return {
		plan(aims) {
			for (const timer of timers.splice(0)) {
				clearTimeout(timer);
			}

			planned.clear();
			for (const aim of aims) {
				planned.add(aim);
			}
		},
		arm(aim) {
			if (isSameAim(aim, armed)) {
				return;
			}

			armed = aim;
			const {run} = log.state();
			missed = aim && run && missedAt(aim, run);
			log.emit({type: 'armed', ...(aim && {kill: aim})});
		},
		waiting: () => [...planned, ...(armed ? [armed] : [])],
	};
}

/** Whether a time is counted from an event. */
function isBeginOf(
	{since}: Extract<Moment, {readonly type: 'time'}>,
	event: LabEvent,
): boolean {
	return since === undefined
		? event.type === 'run-started'
		: event.type === 'statement-started' &&
				event.role === since.role &&
				(since.step === undefined || since.step === event.step);
}

function isMomentOf({moment}: Aim, event: LabEvent, run: RunState): boolean {
	return moment.type === 'phase' && isMoment(moment, event, run);
}

/** How many statements have begun, if the newest is a target that is already past the part at which the kill should be sent. */
function missedAt({moment}: Aim, run: RunState): number | undefined {
	return moment.type === 'phase' &&
		(moment.part > 0 || moment.phase === readingPhase(factsOf(run.plan))) &&
		partInFlight(run) >= moment.part
		? run.statements.length
		: undefined;
}

/** The statements after which a workload has its client wait. */
const beforeIdle: ReadonlySet<StatementRole> = new Set(['target', 'prepare']);

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

	if (flagIn(facts, phase) !== undefined) {
		return (
			isOf(currentStatement(run)?.step) &&
			(part === 0
				? beginsPhase(phase, event, run)
				: tellsProgress(event) && partInFlight(run) >= part)
		);
	}

	const outside = facts.aims.find(aim => aim.phase === phase)?.outside;
	if (outside === 'cut off') {
		return event.type === 'connection-lost';
	}

	if (outside === 'commit wait') {
		return showsCommitWait(event, run);
	}

	if (outside === 'idle') {
		const ended =
			event.type === 'statement-ended'
				? statementNumbered(run, event.statement)
				: undefined;
		return (
			ended !== undefined &&
			beforeIdle.has(ended.role) &&
			phaseOf(run) === phase &&
			isOf(ended.step)
		);
	}

	const sent =
		event.type === 'statement-sent'
			? statementNumbered(run, event.statement)
			: undefined;
	return (
		sent !== undefined &&
		sent.role !== 'target' &&
		// It only leads to XA PREPARE.
		sent.role !== 'end' &&
		phaseOfRole[sent.role] === phase &&
		isOf(sent.step)
	);
}

/** Whether an event shows COMMIT waiting for a lock. If the thread can't be seen, that it is sent is all that is known. */
function showsCommitWait({type}: LabEvent, run: RunState): boolean {
	const statement = currentStatement(run);
	if (statement?.role !== 'commit' || run.view === undefined) {
		return false;
	}

	const {view, asked} = run.view;
	return view.thread.type === 'hidden'
		? type === 'statement-sent' || type === 'server-view'
		: type === 'server-view' &&
				isOfStatement(statement, asked.thread) &&
				commitWaitOf(view.thread) === 'lock';
}

/** Whether an event can tell how much of the target in flight is done: by the server, by what others see, or by the client that streams what it reads. */
function tellsProgress({type}: LabEvent): boolean {
	return (
		type === 'server-view' || type === 'others-view' || type === 'step-progress'
	);
}

/** What of the target in flight, which the kernel has in full, a kill waits to see. A phase goes first: it may be over in no time. Pure. */
export function awaitedBy(
	aims: readonly Aim[],
	run: RunState,
): Awaited | undefined {
	const statement = currentStatement(run);
	if (statement?.role !== 'target' || statement.sentAt === undefined) {
		return undefined;
	}

	const facts = factsOf(run.plan);
	const place = placeOf(facts, targetPhase(run, statement));
	const moments = aims.flatMap(({moment}) =>
		moment.type === 'phase' &&
		(moment.step === undefined || moment.step === statement.step)
			? [moment]
			: [],
	);
	if (moments.some(({phase}) => placeOf(facts, phase) > place)) {
		return 'phase';
	}

	// The lab's own first KILL waits for a part.
	return (facts.cutsOff ??
		moments.some(({phase, part}) => part > 0 && placeOf(facts, phase) >= 0))
		? 'part'
		: undefined;
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
