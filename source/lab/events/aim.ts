import {type KillKind} from './kill.js';

/** The moment at which a planned kill is sent. */
export type Moment =
	| {
			readonly type: 'phase';
			/** One that the run's workload can be aimed at. */
			readonly phase: string;
			/** Counts from 0; absent: the next step. */
			readonly step?: number;
			/** The part of the step that must be done, 0 to 1; above 0 only where the client knows it. */
			readonly part: number;
	  }
	| {
			readonly type: 'time';
			/** Ms. */
			readonly after: number;
			/** The statement after whose start; absent: after that of the run. */
			readonly since?: TimedStatement;
	  };

/** A statement whose start a time can be counted from. */
export type TimedStatement = {
	readonly role: (typeof timedRoles)[number];
	/** Of a target, counting from 0; absent: the next one. */
	readonly step?: number;
};

/** A kill that the lab sends on its own, once in a run. */
export type Aim = {readonly kind: KillKind; readonly moment: Moment};

/** The phases of the transaction itself, which any workload can be aimed at: the moment is when the statement is sent. */
export const transactionPhases = ['commit', 'rollback'] as const;

/** How a transaction ends. */
export type Ending = (typeof transactionPhases)[number];

/** The statements whose start a time can be counted from. */
export const timedRoles = ['target', 'prepare', ...transactionPhases] as const;
