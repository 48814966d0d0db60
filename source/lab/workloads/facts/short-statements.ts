/*
What a KILL QUERY does to any statement that is one small packet, before it works and after that.
*/
import {measured, type Knowledge} from './knowledge.js';

/** Why a kill came too late while it worked. @param target - What the statement is called. */
export function endedFirst(target: string): string {
	return `The ${target} ended before it looked at the flag again.`;
}

/** Why a kill came too late for a statement that was seen waiting: its OK came within 5 ms of the sending, and some waited until the lock was released, 1.8 s later, so that nothing looked at the flag meanwhile [measured on MySQL 9.7 and MariaDB 10.11: most of 72 on each]. @param target - What the statement is called. */
export function missedAtStart(target: string): string {
	return `The ${target} did not see the flag: the server had accepted the KILL just before the ${target} began, and cleared the flag then; or what it waited for came first.`;
}

/** Before the server is seen executing it. @param sawFlag - Why it was interrupted, once it executed. */
export function beforeExecution(target: string, sawFlag: string): Knowledge {
	return {
		kind: 'query',
		phases: ['send', 'sent'],
		now: () => 'error 1317 once it executes, or lost',
		why: {
			interrupted: sawFlag,
			lost: `The server had not begun to execute the ${target}, and cleared the flag when it did.`,
			'too-late': endedFirst(target),
		},
		source: measured,
	};
}

/** Once it is done with its work. @param left - What that leaves, as words to put after the sentence; absent: nothing special. */
export function atItsEnd(target: string, left = ''): Knowledge {
	return {
		kind: 'query',
		phases: ['end'],
		now: () => `too late: the ${target} is ending`,
		why: {
			'too-late': `The ${target} was ending, and does not look at the flag there${left}.`,
		},
		source: measured,
	};
}
