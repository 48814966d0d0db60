import {formatAmount} from '../../../format.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {rowsOf, scaledRows} from '../rows/options.js';
import {updateFacts} from '../update/facts.js';

/** As many as in `update`: undoing half of them takes seconds. */
const usualRows = 1_000_000;

const wasKilled =
	'The thread was being killed already: it went on undoing its rows, and ended when that was done.';

/** What kills do to a thread that is being killed already. */
const secondKills: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['cut off'],
		now: () => 'no effect: it is being undone already',
		why: {
			'too-late': wasKilled,
			'no-statement': 'The thread had undone its rows, and was gone.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['cut off'],
		now: () => 'no effect: it is being undone already',
		why: {'too-late': wasKilled},
		source: measured,
	},
];

/** A KILL QUERY that the UPDATE may have seen: the lab's own KILL CONNECTION cut the client off from the answer. */
function withoutAnswer(known: Knowledge): Knowledge {
	return known.kind === 'query'
		? {
				...known,
				why: {
					...known.why,
					unknown:
						"The lab's other connection sent its KILL CONNECTION at the same time: the client was cut off before the UPDATE had answered.",
				},
			}
		: known;
}

/** A second KILL, while what the first one has ended is undone. */
export const twiceFacts: WorkloadFacts = {
	...updateFacts,
	name: 'twice',
	title:
		'a second KILL: another connection of the lab has sent KILL CONNECTION to an UPDATE',
	endsIn: 'cut off',
	endsWith: 'rollback',
	cutsOff: true,
	brief: {scale: 0.15},
	plan: scaledRows('twice', usualRows),
	killExamples:
		'query@cut, connection@cut, query@target+2s, query@execute or query@5s',
	aims: [
		...updateFacts.aims,
		{
			phase: 'cut',
			outside: 'cut off',
			words: () => "when the lab's first KILL has cut the client off",
		},
	],
	armable: [
		{type: 'phase', phase: 'cut', part: 0},
		{type: 'phase', phase: 'execute', part: 0},
	],
	knowledge: [
		...secondKills,
		...updateFacts.knowledge.map(known => withoutAnswer(known)),
	],
	claims: [
		{
			claim: endsStatement,
			holds: 'no',
			found:
				'A KILL QUERY of a thread that rolls back returns OK, and the rollback goes on to its end.',
		},
		{
			claim: afterStatement,
			holds: 'no',
			found:
				'The first one cuts the client off at once, while the server still undoes the UPDATE. A second one returns OK, and hurries nothing.',
		},
	],
	describe: plan =>
		`an UPDATE of ${formatAmount(rowsOf(plan), 'rows')}, which another connection's KILL CONNECTION ends halfway`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, change them by one UPDATE, and have another of its connections end that halfway with KILL CONNECTION`,
};
