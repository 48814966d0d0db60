import test from 'ava';
import {type LabEvent} from '../../source/lab/events/events.js';
import {sittingOf} from '../../source/lab/history/sitting.js';
import {sqlFacts} from '../../source/lab/workloads/sql/facts.js';
import {describeSitting} from '../../source/output/report.js';
import {
	reportPage,
	reportPageBeginning,
} from '../../source/output/report-html.js';
import {rolledBack, stories} from '../helpers/stories.js';
import {plan, story} from '../helpers/story.js';

const origin = {
	startedAt: Date.UTC(2026, 10, 26, 23, 51, 24),
	version: '1.2.3',
};

function page(events: readonly LabEvent[]): string {
	return reportPage(sittingOf(events), origin);
}

/** What a reader sees of a page, in words. */
function textOf(html: string): string {
	return html
		.replace(/<style>.*<\/style>/s, '')
		.replaceAll(/<[^<>]*>/g, ' ')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.replaceAll(/\s+/g, ' ');
}

/** What a reader sees of a report as Markdown, part by part. */
function partsOf(markdown: string): readonly string[] {
	return markdown
		.split('\n')
		.filter(line => !/^(?:```|\| ---|# )/.test(line))
		.flatMap(line => line.replace(/^(?:- |## )/, '').split(/ \| |^\| | \|$/))
		.flatMap(part => part.split(/(?<=\*\*.*): /))
		.map(part =>
			part
				.replaceAll('**', '')
				.replaceAll(/(?<!\\)`/g, '')
				.replaceAll(/\\(?=[^a-z ]|$)/g, '')
				.replaceAll(/\s+/g, ' ')
				.trim(),
		)
		.filter(Boolean);
}

for (const [name, tell] of stories) {
	test(`a page tells what the report as Markdown tells: ${name}`, t => {
		const {events} = tell();
		const html = page(events);
		const text = textOf(html);
		const parts = partsOf(describeSitting(sittingOf(events), origin));
		t.true(parts.length > 30, `${parts.length} parts`);
		t.deepEqual(
			parts.filter(part => !text.includes(part)),
			[],
		);
		t.true(html.startsWith(reportPageBeginning));
		t.notRegex(html, /<script|<link|\bsrc=|https?:|@import|url\(|\son\w+=/);
		t.notRegex(html, / id="/);
		for (const [svg] of html.matchAll(/<svg [^>]*>/g)) {
			t.regex(svg, /role="img" aria-label="[^"]{20,}"/);
		}
	});
}

test('what a server or a statement says is no part of the page', t => {
	const sql = 'SELECT "</code><script>alert(1)</script>"';
	const {events} = story()
		.starts()
		.emit({
			type: 'run-started',
			run: 1,
			plan: {...plan, ...sqlFacts.plan({sql, times: 2})},
			connectionId: '42',
		})
		.emit({type: 'step-started', step: 0, name: '<b>', unit: 'rows'})
		.statement('target')
		.sent()
		.kills('query')
		.refused({
			errno: 1095,
			code: 'ER_KILL_DENIED',
			message: '<script>alert("&")</script>',
		})
		.finds('rolled back whole');
	const html = page(events);
	t.notRegex(html, /<script|<b>|alert\("&"\)/);
	t.true(
		html.includes('&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;'),
	);
	t.true(html.includes('&lt;/code&gt;&lt;script&gt;alert(1)'));
});

test('each statement is a bar by its phases, and each kill a line at its moment', t => {
	const html = page(rolledBack().events);
	const chart = /<figure>.*<\/figure>/s.exec(html)?.[0] ?? '';
	t.regex(chart, /<title>INSERT random_file-2\.bin: upload, \d/);
	t.regex(chart, />ROLLBACK<\/text>/);
	t.is(chart.match(/<g class="kill query">/g)?.length, 2);
	t.regex(chart, /<title>Kill 2: KILL QUERY after [\d.]+ s, interrupted</);
	t.regex(chart, /aria-label="[^"]*; Kill 1: KILL QUERY after [\d.]+ s, lost;/);
	const places = Array.from(
		chart.matchAll(/<line x1="([\d.]+)" x2="\1"/g),
		([, place]) => Number(place),
	);
	t.deepEqual(
		places,
		places.toSorted((one, other) => one - other),
	);
	t.true(places.every(place => place > 240 && place < 880));
});

test('of many statements the newest are drawn, and those that a kill met', t => {
	const {events} = story()
		.starts()
		.inserts()
		.kills('query')
		.after(10)
		.ok()
		.stores(60)
		.finds('rolled back whole');
	const chart = /<figure>.*<\/figure>/s.exec(page(events))?.[0] ?? '';
	t.regex(chart, /81 more statements not drawn/);
	const names = Array.from(
		chart.matchAll(/<text x="4"[^>]*>([^<]*)</g),
		([, name]) => name,
	);
	t.is(names.length, 40);
	t.is(names[0], 'INSERT random_file-0.bin');
});

test('of very many kills the first ones are drawn, and a few are told to who sees none', t => {
	const told = story().starts().inserts();
	for (let kill = 0; kill < 102; kill++) {
		told.kills('query').after(1);
	}

	const html = page(told.events);
	t.is(html.match(/<g class="kill query">/g)?.length, 100);
	t.regex(html, /<figcaption>[^<]*; 2 more kills not drawn</);
	t.regex(html, /; Kill 10: KILL QUERY after [^;]*; 92 more kills\. The table/);
	t.regex(page(story().starts().inserts().events), /; no kill\. The table/);
});

test('kills that come at once have their numbers one above the other', t => {
	const {events} = story()
		.starts()
		.inserts()
		.after(500)
		.kills('query')
		.after(1)
		.kills('connection')
		.after(1000)
		.ok();
	const html = page(events);
	t.regex(html, /y="14" text-anchor="middle">q1</);
	t.regex(html, /y="30" text-anchor="middle">c2</);
});

test('a recording without a run has a page too', t => {
	const html = page(story().events);
	t.notRegex(html, /<figure/);
	t.regex(textOf(html), /Runs none began/);
});
