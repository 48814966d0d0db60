import {type ServerFacts} from '../lab/events/events.js';
import {type Sitting} from '../lab/history/sitting.js';
import {type RunState} from '../lab/history/state.js';
import {givenOf} from '../lab/workloads/facts/given-of.js';
import {outcomeOf} from '../wording/run-end.js';
import {codeBlock, plainText} from './markdown.js';
import {commandLines, repeatCommand} from './repeat-command.js';
import {repeatNotes} from './repeat-notes.js';
import {
	reportSubject,
	runFacts,
	sittingFacts,
	type Fact,
	type ReportOrigin,
} from './report-facts.js';
import {killsSection} from './report-kills.js';

/** How every report begins. */
export const reportBeginning = '# Kill Lab report\n';

/** The width of a command, in cells. */
export const commandWidth = 80;

/** A sitting as Markdown. Pure: live and replayed, the same events give the same text. */
export function describeSitting(
	sitting: Sitting,
	origin: ReportOrigin,
): string {
	const {server, runs} = sitting;
	return [
		reportBeginning,
		reportSubject,
		'',
		...factLines(sittingFacts(sitting, origin)),
		...runs.flatMap(run => runSection(server, run)),
		'',
	].join('\n');
}

function factLines(facts: readonly Fact[]): readonly string[] {
	return facts.map(
		({name, note = '', text}) => `- **${name}**${note}: ${plainText(text)}`,
	);
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
		...factLines(runFacts(run)),
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
