import {measured, type Knowledge} from '../facts/knowledge.js';

const itStays =
	'it stays, with its locks, until somebody ends it. The lab does, by XA COMMIT through another connection.';

/** What kills do from XA END on. */
export const xaKnowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['prepare'],
		now: () => 'too late, unless it waits for a lock',
		why: {
			'too-late':
				'XA END and XA PREPARE do not check the flag, unless they wait for a lock.',
			interrupted:
				'XA PREPARE was waiting for a lock: the whole transaction is rolled back, and the server does not know its name any more.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['prepared'],
		now: () => 'no statement is running: no effect',
		why: {
			'no-statement':
				'No statement was running. The transaction stays prepared, and the flag does not hit XA COMMIT.',
			'too-late':
				'XA COMMIT had begun by then, and does not check the flag, unless it waits for a lock.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['blocked commit'],
		now: () => 'error 1317; it stays prepared',
		why: {
			interrupted:
				'XA COMMIT was waiting for a lock. Other than after COMMIT nothing is rolled back: the transaction stays prepared, and a second XA COMMIT commits it.',
			'too-late': 'XA COMMIT got its lock before it saw the flag.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['prepare'],
		now: () => 'disconnects; prepared or rolled back',
		why: {
			disconnected: `The client never got the answer to XA PREPARE. If that had not begun, or waited for a lock, the transaction is rolled back. If it had worked, ${itStays}`,
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['prepared'],
		now: () => 'disconnects; it stays prepared',
		why: {
			disconnected: `The connection is closed, but its transaction is prepared: ${itStays}`,
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['commit', 'blocked commit'],
		now: () => 'disconnects; nothing rolls back',
		why: {
			disconnected: `The client never got the answer to XA COMMIT. Either that goes on to its end, or the transaction is still prepared: ${itStays}`,
		},
		source: measured,
	},
];
