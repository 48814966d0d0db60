import {type AskedAt, type ServerView} from '../events/events.js';

/** What the observer has seen of the work connection, and when it last said something new, in ms on the session's clock. */
export type SeenView = {
	readonly view: ServerView;
	readonly at: number;
	readonly asked: AskedAt;
	/** Since when the thread has been seen like that, whatever its transaction and its progress did meanwhile. */
	readonly threadAt: number;
	/** The view before it; absent: it is the first. */
	readonly before?: ServerView;
};
