import {type Reading} from './sight.js';

/** When the account, or the network, hides the thread. */
export const hiddenReadings: readonly Reading[] = [
	{
		name: 'thread hidden',
		fits: ({run}) => run.view?.view.thread.type === 'hidden',
		words: () =>
			'This thread can not be seen: its row is concluded from what was sent and answered.',
		more({run}) {
			const thread = run.view?.view.thread;
			return thread?.type === 'hidden'
				? thread.grant === undefined
					? `Why: ${thread.why}`
					: `It needs GRANT ${thread.grant}.`
				: '';
		},
	},
];
