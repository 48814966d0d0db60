/** What the lab may have to wait for. Not among them: an INSERT and a COMMIT of the experiment, whose phases are shown. */
export type WaitKind =
	| 'connect'
	| 'preflight'
	| 'rendezvous'
	| 'create'
	| 'observer'
	| 'empty'
	| 'work'
	| 'control-run'
	| 'begin'
	| 'identify'
	| 'check'
	| 'rollback'
	| 'kill'
	| 'gone'
	| 'read'
	| 'drop'
	| 'settings';

/** A connection that holds what the lab waits for, or may. */
export type Holder = {
	readonly connectionId: string;
	readonly user: string;
	readonly command: string;
	/** How long it has been at that, in seconds. */
	readonly seconds: number;
};

/** Why the server makes the lab wait, as far as that can be seen. */
export type WaitCause =
	| {
			/** `table`: a metadata lock of the table or its schema; `global`: a global lock, such as FLUSH TABLES WITH READ LOCK takes. */
			readonly type: 'lock';
			readonly lock: 'table' | 'global';
			readonly holders: readonly Holder[];
			/** The server names the holders; otherwise they are possible holders. */
			readonly isCertain: boolean;
	  }
	| {
			/** A replica's ACK is missing. */
			readonly type: 'semi-sync';
			/** How long the server waits for it, in ms; absent: not shown. */
			readonly timeout?: number;
			/** Ends the wait. */
			readonly statement: string;
	  }
	/** The server serves its connections with a limited number of threads, and all are busy. */
	| {readonly type: 'pool'};

/** What another connection sees of a wait. */
export type WaitSight =
	| {
			readonly type: 'seen';
			/** The thread of the connection that waits; `none`: it has not been opened yet; `gone`: it is not in the server's list. */
			readonly thread:
				| {
						readonly type: 'alive';
						readonly command: string;
						readonly state: string;
				  }
				| {readonly type: 'none' | 'gone'};
			readonly cause?: WaitCause;
	  }
	/** No connection gets an answer. */
	| {readonly type: 'silent'}
	| {readonly type: 'unseen'; readonly why: string};

/** A wait that goes on. Times are ms on the session's clock. */
export type WaitState = {
	readonly wait: number;
	readonly kind: WaitKind;
	readonly since: number;
	/** The connection that waits. */
	readonly connectionId?: string;
	readonly sight?: WaitSight;
};
