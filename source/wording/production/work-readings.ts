import {flagIn} from '../../lab/workloads/facts/phases.js';
import {type Flavour} from '../../server/flavour.js';
import {type Reading, type Sight} from './sight.js';

/** The States of LOAD DATA while lines come. */
const loadingStates: Readonly<Record<Flavour, string>> = {
	mysql:
		'It inserts as lines come. The State changes: executing, or Receiving from client.',
	mariadb:
		'It inserts as lines come. The State changes: Reading file, or Reading from net.',
};

/** A CALL whose procedure has a handler for every error. */
const handlerReadings: Readonly<Record<Flavour, string>> = {
	mysql:
		'Info names the statement inside the procedure. A kill ends the whole CALL: no handler gets it.',
	mariadb:
		'A KILL QUERY ends the statement in Info alone: the handler gets 1317, and the CALL goes on.',
};

/** While a target executes [measured on MySQL 9.7 and MariaDB 10.11, with every workload]. */
export const workReadings: readonly Reading[] = [
	{
		name: 'parsing',
		fits: sight =>
			isTarget(sight) && flag(sight) === 'seen' && sight.state !== '',
		words: ({thread}) =>
			`${commandAndState(thread)}: the server has all of it and parses it. No row is written yet.`,
		more: () =>
			'A KILL QUERY that comes now ends it with error 1317, at the next check point.',
	},
	{
		name: 'writing',
		fits: sight => isTarget(sight) && flag(sight) === 'ignored',
		words: ({thread}) =>
			`${thread?.state ?? ''}: it writes, and does not look at the flag of a kill: that comes too late.`,
	},
	{
		name: 'lines come',
		fits: ({facts, phase}) =>
			facts.streamedIn !== undefined && facts.streamedIn === phase,
		words: ({run}) => loadingStates[run.flavour],
		more: () =>
			"A KILL QUERY stops the inserting, but 1317 comes only after the client's last line.",
	},
	{
		name: 'a procedure with a handler',
		fits: sight =>
			isTarget(sight) &&
			sight.facts.commitsMidway !== undefined &&
			sight.facts.wasStruck !== undefined,
		words: ({run}) => handlerReadings[run.flavour],
		more: () => 'SHOW CREATE PROCEDURE shows the handlers of a procedure.',
	},
	{
		name: 'a procedure',
		fits: sight => isTarget(sight) && sight.facts.commitsMidway !== undefined,
		words: () =>
			'Info names the statement inside the procedure, not the CALL. A kill ends the whole CALL.',
		more: () =>
			'Its COMMITs end the transaction again and again: INNODB_TRX has only the open batch.',
	},
	{
		name: 'without transactions',
		fits: sight => isTarget(sight) && sight.facts.transactionNote !== undefined,
		words: ({thread}) =>
			`${thread?.state ?? ''}: rows change for good, one by one. What a kill meets half done stays so.`,
	},
	{
		name: 'copying',
		fits: ({state}) => state === 'copy to tmp table',
		words: () =>
			'copy to tmp table: ALTER TABLE fills a copy, and the table stays as it was. A kill drops it.',
	},
	{
		name: 'enabling keys',
		fits: ({state}) => state === 'enabling keys',
		words: () =>
			'Enabling keys: MariaDB writes the copied rows only now: two thirds of the time. A kill ends it.',
	},
	{
		name: 'making an index',
		fits: ({state}) => state.startsWith('alter'),
		words: () =>
			'It makes the index, and the table stays as it was. A kill drops what there is of it.',
	},
	{
		name: 'Sending data',
		fits: sight => isTarget(sight) && sight.state === 'sending data',
		words: () =>
			'Sending data: it reads and works. The name does not mean that rows are on their way.',
		more: () => 'It looks at the flag of a kill as it goes.',
	},
	{
		name: 'no State',
		fits: sight =>
			isTarget(sight) &&
			sight.state === '' &&
			sight.thread?.command === 'Query',
		words: () =>
			'No State at all: the server works, and has no name for what it does. It is not idle.',
	},
	{
		name: 'reading',
		fits: sight =>
			isTarget(sight) && sight.facts.readsOnly === true && isExecuting(sight),
		words: ({thread}) =>
			`${thread?.state ?? ''}: it reads and works. A KILL QUERY ends it soon, and the transaction stays open.`,
	},
	{
		name: 'changing rows',
		fits: sight =>
			isTarget(sight) && !sight.facts.commitsItself && isExecuting(sight),
		words: ({thread}) =>
			`${thread?.state ?? ''}: it works, and looks at the flag of a kill between two rows.`,
		more: () =>
			'How far it is the process list does not say: trx_rows_modified counts the changed rows.',
	},
	{
		name: 'executing',
		fits: sight => isTarget(sight) && isExecuting(sight),
		words: ({thread}) =>
			`${commandAndState(thread)}: the statement runs, and a kill ends it at its next check point.`,
	},
];

function isTarget({statement}: Sight): boolean {
	return statement?.role === 'target';
}

function isExecuting({thread}: Sight): boolean {
	return thread !== undefined && thread.command !== 'Sleep';
}

function flag({facts, thread}: Sight): ReturnType<typeof flagIn> {
	return thread && flagIn(facts, facts.phaseOf(thread));
}

function commandAndState(thread: Sight['thread']): string {
	return thread ? `${thread.command}, ${thread.state}` : '';
}
