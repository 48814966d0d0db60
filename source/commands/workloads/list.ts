import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {spelled} from '../../options/flag.js';
import {allFacts} from '../../lab/workloads/facts/registry.js';

/** What `kill-lab workloads` prints: each workload with what it does, what a run of it is, and the flags that it takes. Pure. */
export function workloadList(): string {
	const width = Math.max(...allFacts.map(({name}) => name.length)) + 2;
	return [
		...allFacts.flatMap(facts => workloadLines(facts, width)),
		'',
		'kill-lab workloads NAME tells what is known of kills in one.',
	]
		.map(line => `${line}\n`)
		.join('');
}

/** A workload in two lines. Pure. @param width - Cells of the column with its name. */
export function workloadLines(
	{name, title, describe, plan, flags}: WorkloadFacts,
	width: number,
): readonly string[] {
	return [
		name.padEnd(width) + title,
		`${' '.repeat(width)}usually ${describe(plan({}))}; ${flags.map(flag => spelled(flag)).join(', ')}`,
	];
}
