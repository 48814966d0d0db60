import {type Stage} from '../contract.js';

/** Begins the one step of a workload that makes no data. @param name - What the step is called in this run. */
export function startWait({log}: Pick<Stage, 'log'>, name: string): void {
	log.emit({type: 'step-started', step: 0, name, unit: 'rows'});
	log.emit({type: 'step-made', step: 0});
}
