import {
	afterStatement,
	endsStatement,
	type TestedClaim,
} from '../facts/claims.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';
import {type Phase} from '../../events/phase.js';
import {alterTable} from './facts.js';

/** How an ALTER TABLE treats kills. */
export type Alteration = {
	/** The phases in which it works on the rows. */
	readonly working: readonly Phase[];
	/** Where it looks at the flag, as words after "saw the flag". */
	readonly where: string;
	/** What it throws away then, such as `the copy`. */
	readonly made: string;
};

/** What kills do to an ALTER TABLE. */
export function alterKnowledge({
	working,
	where,
	made,
}: Alteration): readonly Knowledge[] {
	const threwAway = `The server threw ${made} away: the table is as before.`;
	const sawFlag = `The ${alterTable} saw the flag ${where}. ${threwAway}`;
	return [
		beforeExecution(alterTable, sawFlag),
		{
			kind: 'query',
			phases: ['prepare'],
			now: () => 'error 1317; the table stays as it was',
			why: {
				interrupted: `The ${alterTable} saw the flag before it had worked on any row: the table is as before.`,
				'too-late': endedFirst(alterTable),
			},
			source: measured,
		},
		{
			kind: 'query',
			phases: working,
			now: () => 'error 1317; the table stays as it was',
			why: {interrupted: sawFlag, 'too-late': endedFirst(alterTable)},
			source: measured,
		},
		atItsEnd(alterTable, ': the table is changed'),
		{
			kind: 'connection',
			phases: ['end'],
			now: () => 'disconnects; the table is changed anyway',
			why: {
				disconnected: `The client is disconnected at once, but the ${alterTable} was ending, and does not look at the flag there.`,
			},
			source: measured,
		},
		{
			kind: 'connection',
			phases: ['send', 'sent', 'prepare', ...working],
			now: () => 'disconnects; the table stays as it was',
			why: {
				disconnected: `The client is disconnected at once. The thread throws ${made} away when it sees the flag, unless it is already ending: the verdict says which.`,
			},
			source: measured,
		},
	];
}

/** What the manuals claim of any ALTER TABLE, put to the test. */
export const alterClaims: readonly TestedClaim[] = [
	{
		claim: endsStatement,
		holds: 'in part',
		found: `Until the ${alterTable} is ending: then it returns OK, and the table is changed.`,
	},
	{
		claim: afterStatement,
		holds: 'no',
		found: `The client is cut off at once, in the midst of the ${alterTable}; what it had made is thrown away after that.`,
	},
];
