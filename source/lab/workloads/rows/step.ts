import {factsOf} from '../facts/registry.js';
import {type Stage} from '../contract.js';
import {rowsOf} from './options.js';

/** Logs that a step begins, if not another then the first. @param name - What it is called in this run; absent: as always. */
export function startStep(
	{plan, log}: Pick<Stage, 'plan' | 'log'>,
	{
		step = 0,
		name = factsOf(plan).stepName(step),
	}: {readonly step?: number; readonly name?: string | undefined} = {},
): void {
	log.emit({
		type: 'step-started',
		step,
		name,
		unit: 'rows',
		total: rowsOf(plan),
	});
}
