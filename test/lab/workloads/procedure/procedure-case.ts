import {procedureFacts} from '../../../../source/lab/workloads/procedure/facts.js';
import {type KillCase, type WorkloadCase} from '../workload-case.js';

export const whole = 60_000;

/** Whole batches, but not all. */
export const isPart = (counted: number) =>
	counted > 0 && counted < whole && counted % 1000 === 0;

/** The CALL goes to and fro between them. */
export const phases = ['execute', 'between', 'inner-commit'];

/** A COMMIT of the procedure clears the flag. If the thread was last seen before it, that looks like any kill that came too late. */
export const missed: KillCase['orElse'] = (['lost', 'too-late'] as const).map(
	effect => ({phases, effect, outcome: 'committed whole'}),
);

/** A KILL QUERY that ends the CALL. */
export const interrupted: KillCase = {
	kill: 'query@execute:5%',
	phases,
	effect: 'interrupted',
	outcome: 'PARTIAL',
	left: isPart,
	orElse: missed,
};

/** A KILL CONNECTION that ends the CALL. */
export const disconnected: KillCase = {
	kill: 'connection@execute:5%',
	phases,
	effect: 'disconnected',
	outcome: 'PARTIAL',
	left: isPart,
};

export const procedureCase: WorkloadCase = {
	facts: procedureFacts,
	counts: schema =>
		`SELECT IF(COUNT(*) = COALESCE(MAX(id), 0) AND SUM(version <> 1) IS NOT TRUE, COUNT(*), -1) FROM ${schema}.BatchedRows WHERE payload = REPEAT('y', 200)`,
	whole,
	kills: [
		interrupted,
		{...interrupted, change: {autocommit: true}},
		{...interrupted, change: {onInterrupt: 'commit'}},
		{
			...interrupted,
			change: {onInterrupt: 'retry'},
			outcome: 'committed whole',
			left: whole,
		},
		disconnected,
		{...disconnected, change: {autocommit: true}},
	],
};
