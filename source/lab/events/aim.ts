import {type KillKind} from './kill.js';

/** The phases of one file in which a planned kill can be sent. */
export const filePhases = ['generate', 'upload', 'execute', 'verify'] as const;

/** The moment at which a planned kill is sent. `execute` comes when the server is seen executing the statement: between the last byte and then it may still be receiving, where a KILL QUERY is lost. */
export type Moment =
	| {
			readonly type: 'file';
			/** Counts from 0; absent: the next file. */
			readonly file?: number;
			readonly phase: (typeof filePhases)[number];
			/** For an upload: the part that the kernel must have taken, 0 to 1. */
			readonly part: number;
	  }
	/** The packet has been handed to the kernel. */
	| {readonly type: 'statement'; readonly kind: 'commit' | 'rollback'}
	/** Ms after the run began. */
	| {readonly type: 'time'; readonly after: number};

/** A kill that the lab sends on its own, once in a run. */
export type Aim = {readonly kind: KillKind; readonly moment: Moment};

/** The kills that can be armed on the screen, in the order of the list. */
export const armable: readonly Aim[] = (
	['query', 'connection'] as const
).flatMap(kind => [
	{kind, moment: {type: 'file', phase: 'upload', part: 0.5}},
	{kind, moment: {type: 'file', phase: 'execute', part: 0}},
	{kind, moment: {type: 'statement', kind: 'commit'}},
]);
