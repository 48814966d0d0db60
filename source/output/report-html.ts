import {type ServerFacts} from '../lab/events/events.js';
import {type Sitting} from '../lab/history/sitting.js';
import {type RunState} from '../lab/history/state.js';
import {givenOf} from '../lab/workloads/facts/given-of.js';
import {printable} from '../printable.js';
import {filmTitle} from '../wording/film-words.js';
import {describeKill} from '../wording/kill-sentence.js';
import {outcomeOf} from '../wording/run-end.js';
import {count} from '../wording/words.js';
import {element, escapeHtml} from './html.js';
import {pageStyle} from './page-style.js';
import {wholePage} from './page.js';
import {commandLines, repeatCommand} from './repeat-command.js';
import {repeatNotes} from './repeat-notes.js';
import {commandWidth} from './report.js';
import {
	reportSubject,
	runFacts,
	sittingFacts,
	type Fact,
	type ReportOrigin,
} from './report-facts.js';
import {killCells, killHeads, killTimes, toldKills} from './report-kills.js';
import {runChart} from './run-chart.js';

/** How every page of a report begins. */
export const reportPageBeginning =
	'<!doctype html>\n<!-- Kill Lab report -->\n';

/** What it has besides a map's page. */
const ownStyle = `
body { max-width: 76rem; }
p, ul { max-width: 62rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { border: 1px solid var(--line); overflow-x: auto; padding: .5rem .75rem; }
code { font-family: ui-monospace, monospace; font-size: .875rem; }
li { margin: .35rem 0; overflow-wrap: anywhere; }
figure { margin: 1rem 0; }
figure svg { min-width: 40rem; }
.phase { fill: rgba(var(--heat), .28); }
.other { fill: rgba(var(--heat), .55); }
.kill line { stroke-width: 2; }
.kill.query line { stroke: var(--query); }
.kill.connection line { stroke: var(--connection); stroke-dasharray: 5 3; }
.kill text { font-weight: bold; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

/** A sitting as one page that needs nothing else: no network, no script. It tells what the report as Markdown tells, and draws each run. Pure. */
export function reportPage(sitting: Sitting, origin: ReportOrigin): string {
	const {server, runs} = sitting;
	return wholePage({
		beginning: reportPageBeginning,
		title: printable(filmTitle(sitting)),
		style: pageStyle + ownStyle,
		body: [
			element(
				'header',
				{},
				[
					element('h1', {}, 'Kill Lab report'),
					paragraph(reportSubject),
					factList(sittingFacts(sitting, origin)),
				].join('\n'),
			),
			element('main', {}, runs.map(run => runSection(server, run)).join('\n')),
		],
	});
}

function runSection(server: ServerFacts | undefined, run: RunState): string {
	const {sql} = givenOf(run.plan);
	const title = `Run ${run.run}: ${outcomeOf(run)}`;
	return element(
		'section',
		{'aria-label': title},
		[
			element('h2', {}, escapeHtml(title)),
			factList(runFacts(run)),
			...(sql === undefined ? [] : [codeBlock([sql])]),
			runChart(run),
			...killParts(run),
			paragraph('To repeat it:'),
			codeBlock(commandLines(repeatCommand(server, run), commandWidth)),
			...repeatNotes(server, run).map(note => paragraph(note)),
		].join('\n'),
	);
}

function killParts(run: RunState): readonly string[] {
	const {told, more} = toldKills(run);
	return told.length === 0
		? [paragraph('No kill was sent.')]
		: [
				element(
					'ul',
					{},
					[
						...told.map(
							kill => `Kill ${kill.kill}: ${describeKill(run, kill)}`,
						),
						...(more > 0 ? [`And ${count(more, 'kill')} more.`] : []),
					]
						.map(text => element('li', {}, plain(text)))
						.join('\n'),
				),
				killTable(run),
				element('p', {class: 'faint'}, plain(killTimes)),
			];
}

function killTable(run: RunState): string {
	const label = `The kills of run ${run.run}`;
	return element(
		'div',
		{class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label},
		element(
			'table',
			{},
			[
				element('caption', {}, escapeHtml(label)),
				element(
					'thead',
					{},
					row(killHeads.map(head => element('th', {scope: 'col'}, head))),
				),
				element(
					'tbody',
					{},
					toldKills(run)
						.told.map(kill =>
							row(
								killCells(run, kill).map((text, column) =>
									column === 0
										? element('th', {scope: 'row'}, plain(text))
										: element('td', {}, plain(text)),
								),
							),
						)
						.join('\n'),
				),
			].join('\n'),
		),
	);
}

function row(cells: readonly string[]): string {
	return element('tr', {}, cells.join(''));
}

function factList(facts: readonly Fact[]): string {
	return element(
		'dl',
		{},
		facts
			.map(
				({name, note = '', text}) =>
					`${element('dt', {}, escapeHtml(name + note))}${element('dd', {}, plain(text))}`,
			)
			.join('\n'),
	);
}

function paragraph(text: string): string {
	return element('p', {}, plain(text));
}

function codeBlock(lines: readonly string[]): string {
	return element(
		'pre',
		{tabindex: 0},
		element(
			'code',
			{},
			escapeHtml(lines.join('\n').replaceAll(/[^\P{Cc}\t\n]/gu, ' ')),
		),
	);
}

/** A text in one line, as it is. */
function plain(text: string): string {
	return escapeHtml(printable(text));
}
