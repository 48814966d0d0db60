import {type VictimState} from './attach-state.js';
import {type Listing} from './listing.js';

/** What has become of those that waited for a connection when it was killed. */
export type Released = {
	/** These wait no more. */
	readonly free: readonly string[];
	/** These still wait: for whom; absent: nobody is seen to hold it. */
	readonly waiting: ReadonlyArray<{
		readonly id: string;
		readonly blocker?: string;
	}>;
};

/**
What a look at all connections tells of those that waited when the last kill was sent: that one goes on can make the next one wait for it. Pure.

@returns `undefined` when nobody waited; `unseen` while there is no look that is newer than the kill.
*/
export function releasedBy(
	{around, proving}: Pick<VictimState, 'around' | 'proving'>,
	listing: (Listing & {readonly at: number}) | undefined,
): Released | 'unseen' | undefined {
	const {waiters = []} = around ?? {};
	if (!proving || waiters.length === 0) {
		return undefined;
	}

	if (!listing || listing.at - listing.took < proving.sentAt) {
		return 'unseen';
	}

	const waits = waiters.map(id => ({
		id,
		wait: listing.waits.find(({waiter}) => waiter === id),
	}));
	return {
		free: waits.flatMap(({id, wait}) => (wait ? [] : [id])),
		waiting: waits.flatMap(({id, wait}) =>
			wait
				? [{id, ...(wait.blocker !== undefined && {blocker: wait.blocker})}]
				: [],
		),
	};
}
