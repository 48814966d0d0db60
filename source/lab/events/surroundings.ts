import {type Hidden} from './hidden.js';

/** A server from which another one gets its data. */
export type ReplicaSource = {
	/** Host and port, as the replica knows them. */
	readonly address: string;
	/** The channel of MySQL or the named connection of MariaDB; absent: the one without a name, or not known. */
	readonly channel?: string;
	/** `running`: it receives and applies. `stopped`: somebody has stopped it, or an error has. `unknown`: the account does not see it. */
	readonly state: 'running' | 'stopped' | 'unknown';
	/** Whether that server gets its data from this one too, so that both may take writes; absent: no, or not known. */
	readonly isMutual?: true;
};

/** What replicates from the server: {@link Surrounding} of the type `source`. */
export type ReplicaCount = {readonly type: 'source'; readonly replicas: number};

/**
One thing about a server that changes what a COMMIT, a write or a KILL means there. JSON-friendly: it stands in recordings and in the doctor's document.

- `replica`: it gets its data from others, and must not be written to.
- `source`: that many replicas are connected.
- `semi-sync`: COMMIT waits for the acknowledgement of a replica: at `AFTER_SYNC` before the engine commits, at `AFTER_COMMIT` after it; for `timeout` ms at most. `replicas` are those that are connected and would acknowledge; `acknowledgements` is how many it waits for. While `isOn` is false it has given up waiting, and commits at once.
- `group`: a member of a Group Replication group. `state` and `role` are the server's words (`ONLINE`; `PRIMARY`, `SECONDARY`, or empty if it is in no group at the moment); `primary` is absent if none is seen, or if every member is one.
- `galera`: a node of a Galera cluster. `state` is `Synced` and `status` is `Primary` when all is well; otherwise it does not take writes, or is about to fall behind.
- `thread-pool`: a statement, and a KILL too, waits for a thread of the pool. `threads` is the maximum; absent: not known. `extra` is where the server listens for connections that do not wait, for accounts that may use it; its host is absent if it is the server's own.
- `hidden`: the account can't see whether one of these is the case.
*/
export type Surrounding =
	| {readonly type: 'replica'; readonly sources: readonly ReplicaSource[]}
	| ReplicaCount
	| {
			readonly type: 'semi-sync';
			readonly point: 'AFTER_SYNC' | 'AFTER_COMMIT';
			readonly timeout: number;
			readonly replicas: number;
			readonly acknowledgements: number;
			readonly isOn: boolean;
	  }
	| {
			readonly type: 'group';
			readonly state: string;
			readonly role: string;
			readonly members: number;
			readonly primary?: string;
	  }
	| {
			readonly type: 'galera';
			readonly size: number;
			readonly state: string;
			readonly status: string;
	  }
	| {
			readonly type: 'thread-pool';
			readonly threads?: number;
			readonly extra?: {readonly host?: string; readonly port: number};
	  }
	| (Hidden & {readonly what: 'replica' | 'source' | 'group'});

/** One of the types. */
export type SurroundingType = Surrounding['type'];

/** The surrounding of a type, if the server has it. */
export function surroundingOf<Type extends SurroundingType>(
	surroundings: readonly Surrounding[] | undefined,
	type: Type,
): Extract<Surrounding, {readonly type: Type}> | undefined {
	return surroundings?.find(
		(surrounding): surrounding is Extract<Surrounding, {readonly type: Type}> =>
			surrounding.type === type,
	);
}

/**
Whether a server with this surrounding takes writes. A replica does not, unless its source gets its data back from it; nor does a group's secondary, or a Galera node that is outside the cluster or not in sync with it.
*/
export function takesWrites(surrounding: Surrounding): boolean {
	switch (surrounding.type) {
		case 'replica': {
			const {sources} = surrounding;
			return sources.length > 0 && sources.every(({isMutual}) => isMutual);
		}

		case 'group': {
			return surrounding.state === 'ONLINE' && surrounding.role !== 'SECONDARY';
		}

		case 'galera': {
			return surrounding.state === 'Synced' && surrounding.status === 'Primary';
		}

		case 'source':
		case 'semi-sync':
		case 'thread-pool':
		case 'hidden': {
			return true;
		}
	}
}
