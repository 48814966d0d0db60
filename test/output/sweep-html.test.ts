import test from 'ava';
import {mapPage, pageBeginning} from '../../source/output/sweep-html.js';
import {began, swept, trial} from '../helpers/sweep-story.js';

const lines = [
	...Array.from({length: 7}, (_, index) =>
		trial({trial: index + 1, at: 10 * index, bit: index}),
	),
	trial({
		trial: 8,
		kind: 'connection',
		effect: 'disconnected',
		returned: 'lost',
	}),
	{type: 'refused', workload: 'delete', why: 'The <disk> is "full" & shut.'},
] as const;
const page = mapPage([
	swept(lines),
	swept(
		lines,
		began({
			server: {
				flavour: 'mariadb',
				version: '11.8.9',
				product: 'MariaDB 11.8.9',
			},
		}),
	),
]);

test('the page needs nothing but itself', t => {
	t.true(page.startsWith(pageBeginning));
	t.notRegex(page, /<script|<link|\bsrc=|https?:|@import|url\(/);
});

test('what comes from elsewhere is no part of the page', t => {
	t.true(page.includes('The &lt;disk&gt; is &quot;full&quot; &amp; shut.'));
	t.false(page.includes('<disk>'));
});

test('each name is there once, and every link leads somewhere', t => {
	const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
	t.is(new Set(ids).size, ids.length);
	const links = Array.from(page.matchAll(/ href="#([^"]+)"/g), ([, id]) => id);
	t.deepEqual(links, ids);
	t.is(links.length, 4);
});

test('every trial is a dot on the timeline of its statement, and each that ended something one among the latencies', t => {
	const figures = Array.from(
		page.matchAll(/<figure>.*?<\/figure>/gs),
		([figure]) => figure.match(/<circle /g)?.length ?? 0,
	);
	t.deepEqual(figures, [8, 8, 8, 8]);
	t.regex(
		page,
		/<title>Kill 3: KILL QUERY in execute, interrupted, 20 ms<\/title>/,
	);
});

test('a picture says in words what it shows, and a table names its heads', t => {
	for (const [svg] of page.matchAll(/<svg [^>]*>/g)) {
		t.regex(svg, /aria-label="[^"]{20,}"|aria-hidden="true"/);
	}

	t.regex(page, /<th scope="col">interrupted<\/th>/);
	t.regex(page, /<th scope="row">execute<\/th>/);
});

test('a share is a number, a bar and a colour', t => {
	t.regex(page, /<td class="heat" style="--share:0\.60">7 █<\/td>/);
	t.regex(page, /<td class="heat" style="--share:0\.00">·<\/td>/);
});
