import {type Flavour} from '../../../server/flavour.js';
import {afterStatement, type TestedClaim} from '../facts/claims.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {missedAtStart} from '../facts/short-statements.js';

/** A function that a SELECT waits in. */
export type WaitingFunction = {
	/** What it is called, such as `SLEEP()`. */
	readonly name: string;
	/** The phase in which it waits. */
	readonly phase: string;
	/** What a KILL QUERY does there: what the key would do, and what it did, as a sentence. */
	readonly struck: Readonly<
		Record<Flavour, {readonly now: string; readonly why: string}>
	>;
};

/** What kills do to a SELECT that does nothing but wait, after an INSERT in its transaction. */
export function waitingKnowledge({
	name,
	phase,
	struck,
}: WaitingFunction): readonly Knowledge[] {
	const missed = missedAtStart('SELECT');
	return [
		{
			kind: 'query',
			phases: ['send', 'sent'],
			now: () => 'ends the wait, or lost',
			why: {
				interrupted: 'The SELECT saw the flag.',
				lost: 'The server had not begun to execute the SELECT, and cleared the flag when it did.',
				'too-late': missed,
			},
			source: measured,
		},
		{
			kind: 'query',
			phases: ['execute'],
			now: () => 'ends the SELECT; the INSERT stays',
			why: {
				interrupted: 'The SELECT saw the flag.',
				'too-late': missed,
			},
			source: measured,
		},
		...(['mysql', 'mariadb'] as const).map((flavour): Knowledge => ({
			kind: 'query',
			phases: [phase],
			flavour,
			now: () => struck[flavour].now,
			why: {interrupted: struck[flavour].why, 'too-late': missed},
			source: measured,
		})),
		{
			kind: 'query',
			phases: ['end'],
			now: () => `too late: ${name} has returned`,
			why: {'too-late': `${name} had returned.`},
			source: measured,
		},
		{
			kind: 'connection',
			phases: ['send', 'sent', 'execute', phase, 'end'],
			autocommit: true,
			now: () => 'disconnects; the row stays',
			why: {
				disconnected:
					'The wait ended and the connection was closed at once. Under autocommit the row before it was already committed.',
			},
			source: measured,
		},
		{
			kind: 'connection',
			phases: ['send', 'sent', 'execute', phase, 'end'],
			now: pending => rollsBack(pending, 'disconnects; nothing to roll back'),
			why: {
				disconnected:
					'The wait ended and the connection was closed at once, and the server rolled its transaction back.',
			},
			source: measured,
		},
	];
}

/** That a killed wait does not keep its client. */
export const endsWait: TestedClaim = {
	claim: afterStatement,
	holds: 'yes',
	found:
		'The wait and the connection end together, within a few ms of the KILL.',
};
