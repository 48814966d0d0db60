import {formatAmount, formatPercent} from '../../../format.js';
import {afterStatement, endsStatement} from '../facts/claims.js';
import {
	type Alive,
	type PlannedWorkload,
	type WorkloadFacts,
} from '../facts/contract.js';
import {
	endPhase,
	executePhase,
	phaseOfRows,
	rowsColumns,
	rowsDefaults,
	sendPhases,
	thereInSample,
} from '../rows/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {rowsOf, scaledRows} from '../rows/options.js';

const target = 'LOAD DATA';

/** In which the server reads lines and inserts their rows, in turn. */
const phase = 'load';

/** So many rows take at least 5 s on the throwaway server, at full speed [measured on two cores: 5.9 s with MySQL 9.7, 6.4 s with MariaDB 10.11]. */
const usualRows = 800_000;

/** Bytes of a line. */
const lineText = 275;

/** How long it takes on a screen, so that a person can press a key in its midst, in s. */
const usualUpload = 10;

/** What is assumed of a server, in bytes a second [measured: 35 to 37 MB on two cores, and half of that on busy ones]. */
const assumedRate = 30 * 1024 ** 2;

function sizeOf(planned: PlannedWorkload): number {
	return rowsOf(planned) * lineText;
}

/** What a thread shows: MySQL `executing`; MariaDB, by turns, `Reading from net` while it waits for lines and `Reading file` while it inserts rows, and `Killed` while it reads on after a KILL QUERY [measured]. Pure. */
function phaseOfLoad(thread: Alive): string {
	const shown = phaseOfRows(thread);
	return shown === executePhase.name ? phase : shown;
}

/** One LOAD DATA LOCAL INFILE, whose lines the client makes as it sends them. */
export const loadDataFacts: WorkloadFacts = {
	...rowsDefaults,
	name: 'load-data',
	title: 'one LOAD DATA LOCAL INFILE reads lines as the client sends them',
	flags: ['scale', 'rate'],
	brief: {scale: 0.05},
	plan: scaledRows('load-data', usualRows),
	usualRate: planned => sizeOf(planned) / usualUpload,
	killExamples: 'query@load:50%, connection@load:50%, query@commit or query@5s',
	target,
	stepNoun: 'LOAD',
	streamedIn: phase,
	unit: 'bytes',
	phases: [
		...sendPhases(target),
		{...executePhase, name: phase, when: 'while the lines were being loaded'},
		endPhase(target, phase),
	],
	aims: [
		{
			phase,
			isDivisible: true,
			words: (_, part) =>
				part === 0
					? `when the ${target} executes`
					: `at ${formatPercent(part)} of the lines`,
		},
	],
	armable: [
		{type: 'phase', phase, part: 0},
		{type: 'phase', phase, part: 0.5},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfLoad,
	knowledge: changingKnowledge({
		target,
		where: 'between two rows',
		interrupted: {
			phase,
			now: 'error 1317, once it has read all lines',
			why: `The ${target} saw the flag, and inserted no more. It kept its rows and their locks until the client had sent its last line, then undid them.`,
		},
	}),
	claims: [
		{
			claim: endsStatement,
			holds: 'in part',
			found: `The ${target} inserts no more rows, but ends with error 1317 only when the client has sent all of its lines. A client that pauses keeps it, with the locks of its rows.`,
		},
		{
			claim: afterStatement,
			holds: 'no',
			found:
				'The client is disconnected at once, also while it pauses, and then the server undoes the rows.',
		},
	],
	columns: rowsColumns('loaded'),
	rowsWord: 'loaded',
	describe: plan =>
		`a LOAD DATA LOCAL of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run, all by one LOAD DATA LOCAL INFILE of lines that the lab makes: no file is read`,
	othersSee: thereInSample,
	expectedTime(plan) {
		const {rate = assumedRate} = plan;
		return (sizeOf(plan) / Math.min(rate, assumedRate)) * 1000;
	},
};
