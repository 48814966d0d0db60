/** What can't be seen: the account lacks a privilege, or the observer connection is lost. */
export type Hidden = {
	readonly type: 'hidden';
	/** The server's words. */
	readonly why: string;
	/** The privilege that would show it, as GRANT takes it; absent: none would. */
	readonly grant?: string;
};
