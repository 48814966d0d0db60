import {transactionPhases, type Aim} from '../../events/aim.js';
import {type PlannedWorkload} from './contract.js';
import {canEndWith, canHave} from './endings.js';
import {factsOf} from './registry.js';

const ofTransaction: ReadonlySet<string> = new Set(transactionPhases);

/** Whether the moment of a kill can come in such a run: it has that phase, and that step, and the client knows how much of it is done if a part is named. Pure. */
export function fitsPlan({moment}: Aim, planned: PlannedWorkload): boolean {
	const facts = factsOf(planned);
	if (moment.type === 'time') {
		const {role = 'target', step = 0} = moment.since ?? {};
		return canHave(facts, role) && step < planned.steps;
	}

	const {phase, step = 0, part} = moment;
	if (ofTransaction.has(phase)) {
		return canEndWith(facts, phase);
	}

	const aim = facts.aims.find(aim => aim.phase === phase);
	return (
		aim !== undefined &&
		step < planned.steps &&
		(part === 0 || aim.isDivisible === true)
	);
}
