import {formatAmount} from '../../../format.js';
import {alterDefaults, inPlaceStates, phaseOfAlter} from '../alter/facts.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';
import {endPhase, sendPhases} from '../rows/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

const target = 'OPTIMIZE TABLE';

/** So many rows take at least a second on the throwaway server [measured on two cores that others kept busy: 65,536 rows take 0.4 to 0.8 s on MySQL 9.7 and 0.4 to 0.6 s on MariaDB 10.11]. */
const usualRows = 300_000;

/** What is assumed of a server, in rows a second. */
const assumedRows = 100_000;

/** What a thread reports once the new table can't be thrown away any more; MySQL shows `System lock` as it opens that to analyze it [measured: MySQL 9.7, MariaDB 10.11]. */
const replacing = new Set([
	'committing alter table to storage engine',
	'waiting for handler commit',
	'system lock',
]);

/** Where the thread of an OPTIMIZE TABLE is. Pure. */
function phaseOf(thread: Alive): string {
	return replacing.has(thread.state.toLowerCase())
		? 'replace'
		: phaseOfAlter(thread, inPlaceStates);
}

const saysSo =
	'It returns OK all the same, with "Operation failed" in the last row: a client that expects an error does not notice.';

const threwAway = `The ${target} saw the flag, and threw away what it had of the new table, unless that was already taking the old one's place: the verdict says which. ${saysSo}`;

/** Of 19 KILL QUERYs and 23 KILL CONNECTIONs that met it there, none kept the old table [measured: 13 and 17 on MySQL 9.7, 6 and 6 on MariaDB 10.11]. */
const replaced = `The new table was taking the old one's place, and nothing stops that: the table is made anew.`;

const knowledge: readonly Knowledge[] = [
	beforeExecution(target, threwAway),
	{
		kind: 'query',
		phases: ['prepare', 'build'],
		now: () => 'OK with a failure in its rows; the table stays as it was',
		why: {interrupted: threwAway, 'too-late': endedFirst(target)},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['replace'],
		now: () => 'says that it failed; the table is made anew anyway',
		why: {
			interrupted: `${replaced} Only then the ${target} saw the flag, and says "Operation failed" of a table that it has made anew.`,
			'too-late': endedFirst(target),
		},
		source: measured,
	},
	atItsEnd(target, ': the table is made anew'),
	{
		kind: 'connection',
		phases: ['replace', 'end'],
		now: () => 'disconnects; the table is made anew anyway',
		why: {disconnected: `The client is disconnected at once. ${replaced}`},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['send', 'sent', 'prepare', 'build'],
		now: () => 'disconnects; the table stays as it was',
		why: {
			disconnected:
				'The client is disconnected at once. The thread throws away what it has of the new table when it sees the flag, unless that is already taking the place of the old one: the verdict says which.',
		},
		source: measured,
	},
];

/** One OPTIMIZE TABLE, which makes an InnoDB table anew. */
export const optimizeFacts: WorkloadFacts = {
	...alterDefaults,
	name: 'optimize',
	title:
		'one OPTIMIZE TABLE: a killed one returns OK, with a failure in its rows',
	brief: {scale: 0.1},
	plan: scaledRows('optimize', usualRows),
	killExamples: 'query@build, connection@build, query@replace or query@5s',
	target,
	stepNoun: target,
	phases: [
		...sendPhases(target),
		{
			name: 'prepare',
			flag: 'checked',
			when: 'before it worked on the rows',
		},
		{
			name: 'build',
			flag: 'checked',
			when: 'while the new table was made',
		},
		{
			name: 'replace',
			flag: 'checked',
			follows: 'prepare',
			when: "while the new table took the old one's place",
		},
		endPhase(target, 'prepare'),
	],
	aims: [
		{phase: 'build', words: () => 'when the new table is made'},
		{
			phase: 'replace',
			words: () => "when the new table takes the old one's place",
		},
	],
	armable: [
		{type: 'phase', phase: 'build', part: 0},
		{type: 'phase', phase: 'replace', part: 0},
	],
	phaseOf,
	// A whole one says OK there, after a note.
	wasStruck: returned => returned.type === 'rows' && returned.value !== 'OK',
	partOf: () => undefined,
	knowledge,
	claims: [
		{
			claim: endsStatement,
			holds: 'in part',
			found: `It does end it, but the ${target} returns OK: the error is in its rows. Where the new table is taking the old one's place, all that the kill changes is what the rows say.`,
		},
		{
			claim: afterStatement,
			holds: 'no',
			found: `The client is cut off at once, in the midst of the ${target}.`,
		},
	],
	altered: 'the table is made anew',
	describe: plan => `an ${target} of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan), 'rows')} per run, and make their table anew by one ${target},`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
