import {type InterruptAnswer} from '../events/run-plan.js';

/** The client waits for a person to say what follows an interruption. Times are ms on the session's clock. */
export type Question = {
	/** The one that was interrupted. */
	readonly statement: number;
	readonly askedAt: number;
	/** What can be answered. */
	readonly answers: readonly InterruptAnswer[];
};

/** How a question ended. */
export type Answered = {
	readonly askedAt: number;
	readonly at: number;
	/** Absent: nobody answered. */
	readonly answer?: InterruptAnswer;
};
