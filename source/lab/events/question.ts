import {type InterruptAnswer} from './run-plan.js';

/** What happens to the question of what the client does after an interruption. While it is open the client sends nothing. */
export type QuestionEvent =
	| {
			readonly type: 'interrupt-asked';
			/** The one that was interrupted. */
			readonly statement: number;
			/** Where the transaction is, or would be. */
			readonly connectionId: string;
			/** Whether the client has begun one, and not ended it. */
			readonly transaction: 'open' | 'none';
			/** The rows in it that wait for a COMMIT, as the client counts them: those of the statements that returned OK. */
			readonly rows: number;
			/** What can be answered. */
			readonly answers: readonly InterruptAnswer[];
	  }
	| {
			readonly type: 'interrupt-answered';
			readonly statement: number;
			/** Absent: nobody answered, because the connection was lost or the user quit. Nothing is left to decide. */
			readonly answer?: InterruptAnswer;
	  };
