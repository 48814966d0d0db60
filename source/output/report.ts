import {type ServerFacts} from '../lab/events/events.js';
import {type Sitting} from '../lab/history/sitting.js';
import {
	isCommitUnanswered,
	type RunState,
	type TransactionState,
} from '../lab/history/state.js';
import {givenOf} from '../lab/workloads/facts/given-of.js';
import {committedHow} from '../wording/committed-how.js';
import {describeUnsent} from '../wording/kill-sentence.js';
import {describeEnd, outcomeOf} from '../wording/run-end.js';
import {describeWork} from '../wording/start-words.js';
import {describeStrayErrors} from '../wording/stray-words.js';
import {count, describeLeftover, describeServer} from '../wording/words.js';
import {codeBlock, plainText} from './markdown.js';
import {commandLines, repeatCommand} from './repeat-command.js';
import {repeatNotes} from './repeat-notes.js';
import {killsSection} from './report-kills.js';

/** How every report begins. */
export const reportBeginning = '# Kill Lab report\n';

/** What a report says of itself. */
export type ReportOrigin = {
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
	/** The version of the program that writes it. */
	readonly version: string;
};

/** The width of a command, in cells. */
const commandWidth = 80;

/** A sitting as Markdown. Pure: live and replayed, the same events give the same text. */
export function describeSitting(
	sitting: Sitting,
	{startedAt, version}: ReportOrigin,
): string {
	const {server, warnings, runs, forgotten, left} = sitting;
	const number = forgotten.length + runs.length;
	return [
		reportBeginning,
		'What KILL QUERY and KILL CONNECTION did to a transaction, and what became of the data.',
		'',
		`- **Server**: ${server ? plainText(describeServer(server)) : 'none was reached'}`,
		`- **Began**: ${describeDate(startedAt)}`,
		`- **Runs**: ${number === 0 ? 'none began' : forgotten.length === 0 ? number : `${number}, of which the last ${runs.length} are below`}`,
		...warnings.map(warning => `- **Warning**: ${plainText(warning)}`),
		...left.map(
			leftover =>
				`- **Left**: ${plainText(describeLeftover(leftover, server?.address ?? 'the server'))}`,
		),
		`- **Written by**: kill-lab ${version}`,
		...runs.flatMap(run => runSection(server, run)),
		'',
	].join('\n');
}

/** To the second, without the reader's time zone. */
function describeDate(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function runSection(
	server: ServerFacts | undefined,
	run: RunState,
): readonly string[] {
	const {sql} = givenOf(run.plan);
	return [
		'',
		`## Run ${run.run}: ${outcomeOf(run)}`,
		'',
		`- **Verdict**: ${plainText(describeEnd(run))}`,
		`- **What ran**: ${plainText(describePlan(run))}`,
		`- **Transaction**, as the client knows it: ${describeTransaction(run)}`,
		...describeStrayErrors(run).map(
			error => `- **Error**: ${plainText(error)}`,
		),
		...(run.unsentKills ?? []).map(
			aim => `- **Not sent**: ${plainText(describeUnsent(aim, run))}`,
		),
		...(run.missedKills > 0
			? [
					`- **Not sent**: ${count(run.missedKills, 'kill')}, since the control connection was lost`,
				]
			: []),
		...(sql === undefined ? [] : ['', ...codeBlock('sql', sql.split('\n'))]),
		'',
		...killsSection(run),
		'',
		'To repeat it:',
		'',
		...codeBlock('sh', commandLines(repeatCommand(server, run), commandWidth)),
		...repeatNotes(server, run).flatMap(note => ['', plainText(note)]),
	];
}

function describePlan({plan, connectionId}: RunState): string {
	return [
		`${plan.workload.name}: ${describeWork(plan)}`,
		committedHow(plan),
		`on connection ${connectionId}`,
	].join(', ');
}

const transactionWords: Readonly<Record<TransactionState, string>> = {
	none: 'there was none',
	open: 'open',
	committed: 'committed',
	'rolled back': 'open until the client rolled it back',
	aborted: 'rolled back by the server',
	lost: 'open when the connection was lost',
};

function describeTransaction(run: RunState): string {
	return isCommitUnanswered(run)
		? 'COMMIT was not answered'
		: transactionWords[run.transaction];
}
