import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {workloadDetail} from './detail.js';
import {workloadList} from './list.js';

/** What the command prints of one workload, or of all. Pure. */
export function tellWorkloads(workload: WorkloadFacts | undefined): string {
	return workload === undefined ? workloadList() : workloadDetail(workload);
}
