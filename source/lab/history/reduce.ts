import {isConnectionLost} from '../../server/failure.js';
import {type LabEvent} from '../events/events.js';
import {fitsPlan} from '../workloads/facts/fits-plan.js';
import {withEnded} from './earlier-run.js';
import {advanceStep, changeStep, startTarget} from './reduce-step.js';
import {reduceQuestion} from './reduce-question.js';
import {changeKill, sendAgain, sendKill, takesEffect} from './reduce-kill.js';
import {
	changeStatement,
	endStatement,
	startStatement,
} from './reduce-statement.js';
import {reduceWaits} from './reduce-wait.js';
import {seen, seenAtKill, seenByOthers} from './reduce-view.js';
import {type LabState, type RunState, type StepState} from './state.js';
import {withTried} from './tried.js';

/** Folds one event into the state. Pure: the same events give the same state, live or replayed. */
export function reduce(state: LabState, event: LabEvent): LabState {
	switch (event.type) {
		case 'server': {
			return {...state, server: event.server};
		}

		case 'preflight': {
			return {...state, warnings: event.warnings};
		}

		case 'planned': {
			const {disarmed, ...rest} = state;
			const {armed, plan = event.plan} = state;
			return {
				...rest,
				plan: event.plan,
				...(armed &&
					!fitsPlan(armed, event.plan) && {disarmed: {kill: armed, plan}}),
			};
		}

		case 'on-interrupt': {
			const {onInterrupt} = event;
			const {plan, run} = state;
			return {
				...state,
				...(plan && {plan: {...plan, onInterrupt}}),
				...(run && {run: {...run, onInterrupt}}),
			};
		}

		case 'run-started': {
			const {run, plan, connectionId, at} = event;
			const {disarmed, ...rest} = state;
			return state.server === undefined
				? state
				: {
						...rest,
						plan,
						...(state.run && {
							previous: state.run,
							earlier: withEnded(state.earlier ?? [], state.run),
							tried: withTried(state.tried ?? [], state.run),
						}),
						run: {
							run,
							plan,
							flavour: state.server.flavour,
							surroundings: state.server.surroundings,
							connectionId,
							startedAt: at,
							transaction: 'none',
							statements: [],
							steps: [],
							kills: [],
							missedKills: 0,
							paused: false,
							rate: plan.rate,
							onInterrupt: plan.onInterrupt,
						},
					};
		}

		case 'kill-route': {
			return {...state, route: event.route};
		}

		case 'armed': {
			const {armed, ...rest} = state;
			return {...rest, ...(event.kill && {armed: event.kill})};
		}

		case 'control-lost': {
			return {...state, controlLost: event.failure};
		}

		case 'wait-started':
		case 'wait-seen':
		case 'wait-ended': {
			return {...state, waits: reduceWaits(state.waits ?? [], event)};
		}

		case 'control-back': {
			const {controlLost, run, ...rest} = state;
			return {...rest, ...(run && {run: {...run, controlBackAt: event.at}})};
		}

		default: {
			return state.run ? {...state, run: reduceRun(state.run, event)} : state;
		}
	}
}

/** The state without the runs before the newest: a sweep has thousands. Pure. */
export function reduceNewest(state: LabState, event: LabEvent): LabState {
	const {previous, earlier, tried, ...rest} = reduce(state, event);
	return rest;
}

/** The events that change a run, and those that change nothing. */
type RunEvent = Exclude<
	LabEvent,
	{
		readonly type:
			| 'server'
			| 'preflight'
			| 'planned'
			| 'on-interrupt'
			| 'run-started'
			| 'kill-route'
			| 'armed'
			| 'control-lost'
			| 'control-back'
			| 'wait-started'
			| 'wait-seen'
			| 'wait-ended';
	}
>;

function reduceRun(run: RunState, event: RunEvent): RunState {
	const {at} = event;

	switch (event.type) {
		case 'connection-id': {
			return {...run, connectionId: event.connectionId};
		}

		case 'step-started': {
			const {step, name, unit, total} = event;
			const started: StepState = {
				step,
				name,
				unit,
				...(total !== undefined && {total}),
				startedAt: at,
				done: 0,
				rate: 0,
			};
			return {...run, steps: [...run.steps, started]};
		}

		case 'step-made': {
			const {step, hash, control} = event;
			return changeStep(run, step, {
				madeAt: at,
				...(hash !== undefined && {hash}),
				...(control && {control}),
				...(control && control.rows > 0 && {total: control.rows}),
			});
		}

		case 'statement-started': {
			const {statement, role, name, step} = event;
			const started = startStatement(run, {
				statement,
				role,
				name,
				...(step !== undefined && {step}),
				startedAt: at,
			});
			return role === 'target' && step !== undefined
				? startTarget(started, step, at)
				: started;
		}

		case 'step-progress': {
			return advanceStep(run, event.step, event.done, at);
		}

		case 'statement-sent': {
			return changeStatement(run, event.statement, {sentAt: at});
		}

		case 'statement-ended': {
			return endStatement(run, event.statement, event.outcome, at);
		}

		case 'step-checked': {
			return changeStep(run, event.step, {isIntact: event.isIntact});
		}

		case 'connection-lost': {
			return {
				...run,
				lost: run.lost ?? {at, failure: event.failure},
				transaction: run.transaction === 'open' ? 'lost' : run.transaction,
			};
		}

		case 'kill-sent': {
			const {kill, kind, connectionId, statement, keyAt, aim} = event;
			return sendKill(
				run,
				{
					kill,
					kind,
					connectionId,
					...(keyAt !== undefined && {keyAt}),
					...(aim && {aim}),
					statement,
				},
				at,
			);
		}

		case 'kill-rerouted': {
			const {kill, failure, statement} = event;
			return sendAgain(run, kill, {statement, failure}, at);
		}

		case 'kill-acknowledged': {
			return changeKill(run, event.kill, {answer: {type: 'acknowledged', at}});
		}

		case 'kill-refused': {
			const {failure} = event;
			const type = isConnectionLost(failure) ? 'unanswered' : 'refused';
			return changeKill(run, event.kill, {answer: {type, at, failure}});
		}

		case 'kill-view': {
			return seenAtKill(run, event.kill, event.thread, at);
		}

		case 'kill-effect': {
			return takesEffect(run, event.kill, event.effect, at);
		}

		case 'server-view': {
			return seen(run, event.view, event);
		}

		case 'others-view': {
			return seenByOthers({...run, others: event.others}, event.others, at);
		}

		case 'pace': {
			const {paused, rate} = event;
			return {
				...run,
				paused,
				rate,
				// A run that is over has its paces.
				...(!run.verdict && {
					paces: [...(run.paces ?? []), {at, paused, rate}],
				}),
			};
		}

		case 'interrupt-asked':
		case 'interrupt-answered': {
			return reduceQuestion(run, event);
		}

		case 'run-broken': {
			return {...run, broken: event.message};
		}

		case 'look-started': {
			return {...run, lookedAt: at};
		}

		case 'recovered': {
			const {connectionId, found} = event;
			return {...run, recovered: {at, connectionId, found}};
		}

		case 'verdict': {
			return {...run, verdict: {verdict: event.verdict, at}};
		}

		case 'kill-unsent': {
			return {...run, unsentKills: [...(run.unsentKills ?? []), event.plan]};
		}

		case 'kill-missed': {
			return {...run, missedKills: run.missedKills + 1};
		}

		case 'control-refused':
		case 'control-way':
		case 'left': {
			return run;
		}
	}
}
