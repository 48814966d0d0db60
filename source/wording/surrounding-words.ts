/*
A server's surroundings in words: the only place that has them.
*/
import {formatDuration} from '../format.js';
import {
	takesWrites,
	type Surrounding,
	type SurroundingType,
} from '../lab/events/surroundings.js';

type Of<Type extends SurroundingType> = Extract<
	Surrounding,
	{readonly type: Type}
>;

type Words<Type extends SurroundingType> = {
	/** In a few words, for the head of the screen; empty: it is not shown there. */
	readonly brief: (surrounding: Of<Type>) => string;
	/** With everything that is known. */
	readonly full: (surrounding: Of<Type>) => string;
};

const words: {readonly [Type in SurroundingType]: Words<Type>} = {
	replica: {
		brief: ({sources}) =>
			sources.length === 0 ? 'REPLICA' : `REPLICA of ${addresses(sources)}`,
		full: ({sources}) =>
			sources.length === 0
				? 'a replica; its source is not shown'
				: `a replica of ${sources
						.map(({address, channel, state, isMutual}) =>
							[
								`${address}${channel === undefined ? '' : ` (${channel})`}`,
								...(state === 'stopped' ? ['stopped'] : []),
								...(isMutual ? ['which is a replica of this one'] : []),
							].join(', '),
						)
						.join(' and ')}`,
	},
	source: {
		brief: ({replicas}) => plural(replicas, 'replica'),
		full: ({replicas}) => `${plural(replicas, 'replica')} connected`,
	},
	'semi-sync': {
		brief: ({isOn}) => (isOn ? 'semi-sync' : 'semi-sync off'),
		full: ({point, timeout, replicas, acknowledgements, isOn}) =>
			[
				point,
				`timeout ${formatDuration(timeout)}`,
				plural(replicas, 'replica'),
				...(acknowledgements === 1
					? []
					: [`waits for ${acknowledgements} of them`]),
				...(isOn ? [] : ['off right now: COMMIT does not wait']),
			].join(', '),
	},
	group: {
		brief: ({role, state, members}) =>
			`group ${[role, ...(state === 'ONLINE' ? [] : [state])].filter(Boolean).join(' ')} of ${members}`,
		full: ({role, state, members, primary}) =>
			[
				[role, state].filter(Boolean).join(', '),
				plural(members, 'member'),
				...(role !== 'PRIMARY' && primary !== undefined
					? [`the primary is ${primary}`]
					: []),
			].join(', '),
	},
	galera: {
		brief: node =>
			`Galera ${[`${node.size}`, ...(takesWrites(node) ? [] : [node.state, node.status])].join(' ')}`,
		full: ({size, state, status}) =>
			`${state || 'no state'}, ${status || 'no status'}, ${plural(size, 'node')}`,
	},
	'thread-pool': {
		brief: () => 'thread pool',
		full: ({threads, extra}) =>
			[
				threads === undefined ? 'a plugin' : `at most ${threads} threads`,
				...(extra ? [`extra port ${place(extra)}`] : []),
			].join(', '),
	},
	hidden: {
		// The account can't see whether it is one.
		brief: ({what}) => (what === 'replica' ? 'replica?' : ''),
		full: ({why, grant}) =>
			grant === undefined ? why : `needs GRANT ${grant}`,
	},
};

/** One surrounding in a few words; empty if there is nothing to say. */
export function briefly(surrounding: Surrounding): string {
	return wordsOf(surrounding).brief(surrounding);
}

/** One surrounding with everything that is known about it. */
export function inFull(surrounding: Surrounding): string {
	return wordsOf(surrounding).full(surrounding);
}

function wordsOf<Type extends SurroundingType>(
	surrounding: Of<Type>,
): Words<Type> {
	return words[surrounding.type];
}

function addresses(sources: Of<'replica'>['sources']): string {
	return sources.map(({address}) => address).join(' and ');
}

function place({
	host,
	port,
}: {
	readonly host?: string;
	readonly port: number;
}): string {
	return host === undefined ? String(port) : `${host}:${port}`;
}

function plural(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
