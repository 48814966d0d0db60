import {transactionPhases, type Aim} from '../../events/aim.js';
import {type PlannedWorkload} from './contract.js';
import {factsOf} from './registry.js';

const ofTransaction: ReadonlySet<string> = new Set(transactionPhases);

/** Whether the moment of a kill can come in such a run: it has that phase, and that step, and the client knows how much of it is done if a part is named. Pure. */
export function fitsPlan({moment}: Aim, planned: PlannedWorkload): boolean {
	if (moment.type === 'time') {
		return true;
	}

	const {phase, step = 0, part} = moment;
	const {aims, commitsItself} = factsOf(planned);
	if (ofTransaction.has(phase)) {
		return commitsItself !== true;
	}

	const aim = aims.find(aim => aim.phase === phase);
	return (
		aim !== undefined &&
		step < planned.steps &&
		(part === 0 || aim.isDivisible === true)
	);
}
