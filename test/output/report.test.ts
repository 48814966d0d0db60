import test from 'ava';
import {type LabEvent} from '../../source/lab/events/events.js';
import {sittingOf} from '../../source/lab/history/sitting.js';
import {sqlFacts} from '../../source/lab/workloads/sql/facts.js';
import {describeSitting, reportBeginning} from '../../source/output/report.js';
import {summariseRun} from '../../source/output/run-summary.js';
import {rolledBack, stories} from '../helpers/stories.js';
import {hash, plan, story} from '../helpers/story.js';

const origin = {
	startedAt: Date.UTC(2026, 10, 26, 23, 51, 24),
	version: '1.2.3',
};

function report(events: readonly LabEvent[]): string {
	return describeSitting(sittingOf(events), origin);
}

/** What stays of the last run on the terminal. */
function summary(events: readonly LabEvent[]): readonly string[] {
	const {server, runs} = sittingOf(events);
	const run = runs.at(-1);
	return run ? summariseRun(server, run, [], 79) : [];
}

for (const [name, tell] of stories) {
	test(`report: ${name}`, t => {
		t.snapshot(report(tell().events));
	});

	test(`what stays on the terminal: ${name}`, t => {
		const lines = summary(tell().events);
		t.snapshot(lines.join('\n'));
		t.true(lines.every(line => line.length < 80));
	});
}

/** A statement of the user's own is killed with a key, and its error says much. */
function ownStatement() {
	const sql = 'UPDATE a SET b = \'x|y\'\n-- ```\nWHERE c = "`"';
	return story()
		.starts()
		.emit({
			type: 'run-started',
			run: 1,
			plan: {...plan, ...sqlFacts.plan({sql, setup: "it's.sql", times: 2})},
			connectionId: '42',
		})
		.emit({type: 'step-started', step: 0, name: 'a | b', unit: 'rows'})
		.statement('target')
		.sent()
		.kills('query')
		.refused({errno: 1095, code: 'ER_KILL_DENIED', message: 'no | way\n<b>'});
}

test('statements and errors can contain anything', t => {
	const text = report(ownStatement().events);
	t.snapshot(text);
	const rows = text.split('\n').filter(line => line.startsWith('| '));
	const cells = rows.map(row => row.split(/(?<!\\)\|/).length);
	t.is(new Set(cells).size, 1);
	t.is(rows.length, 3);
});

test('a run that was left has no verdict', t => {
	const {events} = story().starts().inserts().uploads(0.5);
	t.regex(report(events), /^## Run 1: no verdict$/m);
	t.regex(report(events), /no verdict: the run had not ended/);
	t.regex(report(events), /^No kill was sent\.$/m);
	t.is(summary(events)[0], 'run 1: no verdict: the run had not ended');
});

test('before the first run there is little to say', t => {
	t.regex(report([]), /\*\*Server\*\*: none was reached\n/);
	t.regex(report([]), /\*\*Runs\*\*: none began\n/);
	t.true(report([]).startsWith(reportBeginning));
});

test('of many runs the last hundred are told', t => {
	const told = story();
	for (let run = 0; run < 103; run++) {
		told.starts().findsOutNothing('nobody looked');
	}

	const text = report(told.events);
	t.regex(text, /\*\*Runs\*\*: 103, of which the last 100 are below\n/);
	t.notRegex(text, /^## Run 3:/m);
	t.regex(text, /^## Run 4:/m);
	t.deepEqual(
		sittingOf(told.events).forgotten.map(({run}) => run),
		[1, 2, 3],
	);
});

test('of very many kills of a run the first are told, and the rest counted', t => {
	const told = story().starts().inserts();
	for (let kill = 0; kill < 205; kill++) {
		told.kills('query').acknowledged();
	}

	t.regex(report(told.events), /^- And 5 kills more\.$/m);
	t.regex(report(told.events), /^\| 200 \|/m);
	t.notRegex(report(told.events), /^\| 201 \|/m);
	t.true(
		summary(told.events).some(line =>
			line.startsWith('run 1, kills 1 to 205:'),
		),
	);
});

test('nothing but what the events tell is in it', t => {
	t.false(report(rolledBack().events).includes(hash));
});
