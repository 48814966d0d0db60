/** What `kill-lab help TOPIC` tells of. */
export const topics = [
	'keys',
	'exit-codes',
	'environment',
	'verdicts',
	'workloads',
] as const;

export type Topic = (typeof topics)[number];
