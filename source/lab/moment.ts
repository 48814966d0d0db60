import {type KillKind} from './kill.js';

/** The phases in which a kill of a script can be sent that are about one file. */
export const filePhases = ['generate', 'upload', 'execute', 'verify'] as const;

/** The moment at which a kill of a script is sent. `execute` has come when the server has been seen at the statement: between the last byte and that it may still be reading, where a KILL QUERY is lost. */
export type Moment =
	| {
			readonly type: 'file';
			/** Counts from 0; absent: whichever is the first. */
			readonly file?: number;
			readonly phase: (typeof filePhases)[number];
			/** Of an upload: the part that the kernel must have taken, 0 to 1. */
			readonly part: number;
	  }
	/** The packet has been handed to the kernel. */
	| {readonly type: 'statement'; readonly kind: 'commit' | 'rollback'}
	/** So many ms after the run began. */
	| {readonly type: 'time'; readonly after: number};

/** A kill that is sent by itself, once in a run. */
export type KillPlan = {readonly kind: KillKind; readonly moment: Moment};

/** The kills that can be armed on the screen, in the order of the list. */
export const armable: readonly KillPlan[] = (
	['query', 'connection'] as const
).flatMap(kind => [
	{kind, moment: {type: 'file', phase: 'upload', part: 0.5}},
	{kind, moment: {type: 'file', phase: 'execute', part: 0}},
	{kind, moment: {type: 'statement', kind: 'commit'}},
]);
