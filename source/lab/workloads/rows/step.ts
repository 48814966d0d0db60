import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {rowsOf} from './options.js';

/** Logs that the one step begins. */
export function startStep({plan, log}: Pick<Stage, 'plan' | 'log'>): void {
	log.emit({
		type: 'step-started',
		step: 0,
		name: factsOf(plan).stepName(0),
		unit: 'rows',
		total: rowsOf(plan),
	});
}
