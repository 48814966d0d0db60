import {formatDuration} from '../format.js';
import {type Aim, type Moment, type TimedStatement} from '../lab/events/aim.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {killName} from './words.js';

/** A planned kill of such a run in words: what and when. */
export function describePlan({kind, moment}: Aim, plan: RunPlan): string {
	return `${killName(kind)} ${describeMoment(moment, plan)}`;
}

function describeMoment(moment: Moment, plan: RunPlan): string {
	if (moment.type === 'time') {
		return `${formatDuration(moment.after)} after ${startWords(moment.since, plan)}`;
	}

	const {phase, step, part} = moment;
	const aim = factsOf(plan).aims.find(aim => aim.phase === phase);
	return aim
		? aim.words(
				noun =>
					step === undefined ? `the next ${noun}` : `${noun} ${step + 1}`,
				part,
			)
		: `when ${phase.toUpperCase()} is sent`;
}

function startWords(since: TimedStatement | undefined, plan: RunPlan): string {
	if (since === undefined) {
		return 'the start';
	}

	const {role, step} = since;
	if (role !== 'target') {
		return `${role.toUpperCase()} is sent`;
	}

	const {target, stepNoun} = factsOf(plan);
	return step === undefined || plan.steps === 1
		? `the start of the ${target}`
		: `the start of the ${target} of ${stepNoun} ${step + 1}`;
}
