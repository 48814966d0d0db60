import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {rowsOf} from './options.js';

/** Logs that the one step begins. @param name - What it is called in this run; absent: as always. */
export function startStep(
	{plan, log}: Pick<Stage, 'plan' | 'log'>,
	name = factsOf(plan).stepName(0),
): void {
	log.emit({
		type: 'step-started',
		step: 0,
		name,
		unit: 'rows',
		total: rowsOf(plan),
	});
}
