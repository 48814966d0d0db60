/**
The phases of a run that do not depend on its workload.

`generate`: the client makes the data of the next step. `verify`: the server compares what a step has left. `prepare`: XA END and XA PREPARE. `prepared`: the XA transaction is prepared, and no statement runs. `look`: the run is over for the client, and another connection waits for the server, then reads.
*/
export type RunPhase =
	| 'idle'
	| 'setup'
	| 'begin'
	| 'generate'
	| 'identify'
	| 'savepoint'
	| 'verify'
	| 'prepare'
	| 'prepared'
	| 'commit'
	| 'rollback'
	| 'look'
	| 'over';

/** What a run is doing: one of these, or a phase of its target, as the workload names it. */
export type Phase = RunPhase | (string & Record<never, never>);
