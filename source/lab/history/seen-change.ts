/*
Which events change something that is seen: where a step through a recording stops.
*/
import {type LabEvent, type StatementRole} from '../events/events.js';
import {type ServerView} from '../events/server-view.js';
import {type LabState} from './state.js';

/** What an event changes of what is seen: something, nothing, or how far something is that goes on. */
export type SeenChange = 'something' | 'nothing' | 'progress';

type Look = (before: LabState, after: LabState) => SeenChange;

const always: Look = () => 'something';
const never: Look = () => 'nothing';

/** What a statement changes as it begins and as it ends. The client asks for its id in no time; and what prepares the target may be many statements, which show as its progress. */
const ofRole: Readonly<Record<StatementRole, SeenChange>> = {
	setup: 'progress',
	write: 'something',
	identify: 'nothing',
	begin: 'something',
	target: 'something',
	savepoint: 'something',
	check: 'something',
	end: 'nothing',
	prepare: 'something',
	commit: 'something',
	rollback: 'something',
};

function ofStatement(_before: LabState, {run}: LabState): SeenChange {
	const newest = run?.statements.at(-1);
	return newest ? ofRole[newest.role] : 'nothing';
}

/** The kernel has all of a statement: for one that is not the target, that is no phase of its own. */
function ofSending(_before: LabState, {run}: LabState): SeenChange {
	return run?.statements.at(-1)?.role === 'target' ? 'something' : 'nothing';
}

/** A look that finds the same thread in the same state, and its transaction likewise, shows at most how far it is. */
function ofView(before: LabState, after: LabState): SeenChange {
	const [old, view] = [before.run?.view?.view, after.run?.view?.view];
	return old && view && kindOf(old) === kindOf(view) ? 'progress' : 'something';
}

function kindOf({thread, transaction}: ServerView): string {
	return JSON.stringify([
		thread.type,
		thread.type === 'alive' && [thread.command, thread.state],
		transaction.type,
		transaction.type === 'open' && transaction.state,
	]);
}

const looks: Readonly<Record<LabEvent['type'], Look>> = {
	server: always,
	preflight: always,
	planned: always,
	'run-started': always,
	'step-started': always,
	'step-made': always,
	'statement-started': ofStatement,
	'step-progress': () => 'progress',
	'statement-sent': ofSending,
	'statement-ended': ofStatement,
	'interrupt-asked': always,
	'interrupt-answered': always,
	'connection-id': never,
	'step-checked': always,
	'connection-lost': always,
	'kill-route': always,
	'kill-sent': always,
	'kill-rerouted': always,
	'kill-acknowledged': always,
	'kill-refused': always,
	// It comes with the OK, and the kill's sentence uses it.
	'kill-view': never,
	'kill-effect': always,
	'kill-missed': always,
	'kill-unsent': always,
	'control-lost': always,
	'control-refused': never,
	'control-way': never,
	'control-back': always,
	'server-view': ofView,
	'others-view': always,
	pace: always,
	'on-interrupt': always,
	armed: always,
	'run-broken': always,
	'wait-started': always,
	'wait-seen': always,
	'wait-ended': always,
	'look-started': always,
	recovered: always,
	verdict: always,
	left: never,
};

/** What an event has changed of what is seen, between these two states. Pure. */
export function seenChange(
	event: LabEvent,
	before: LabState,
	after: LabState,
): SeenChange {
	return looks[event.type](before, after);
}
