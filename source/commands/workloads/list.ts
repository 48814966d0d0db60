import {allFacts} from '../../lab/workloads/facts/registry.js';

/** What `kill-lab workloads` prints: each workload with what it does, what a run of it is, and the flags that it takes. Pure. */
export function workloadList(): string {
	const width = Math.max(...allFacts.map(({name}) => name.length)) + 2;
	const indent = ' '.repeat(width);
	return allFacts
		.map(facts => {
			const {name, title, describe, flags} = facts;
			return [
				`${name.padEnd(width)}${title}`,
				`${indent}usually ${describe(facts.plan({}))}; ${flags.map(flag => `--${flag}`).join(', ')}`,
			]
				.map(line => `${line}\n`)
				.join('');
		})
		.join('');
}
