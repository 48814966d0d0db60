import {type WaitSight} from '../../source/lab/events/wait.js';

/** What a wait for a metadata lock shows that another connection holds. */
export const held: WaitSight = {
	type: 'seen',
	thread: {
		type: 'alive',
		command: 'Query',
		state: 'Waiting for table metadata lock',
	},
	cause: {
		type: 'lock',
		lock: 'table',
		isCertain: true,
		holders: [
			{connectionId: '12', user: 'root', command: 'Sleep', seconds: 34},
		],
	},
};
