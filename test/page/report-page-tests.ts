import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {type Browser, type Page} from 'playwright-core';
import {sittingOf} from '../../source/lab/history/sitting.js';
import {readRecording} from '../helpers/whole-recording.js';
import {filmPicture} from '../../source/output/picture/film-picture.js';
import {reportPage} from '../../source/output/report-html.js';
import {filmed} from '../helpers/filmed.js';
import {startBrowser} from './browser.js';
import {barriers, fits, narrow, openPage, wide} from './open-page.js';

let browser: Browser;
let folder: string;
let report: string;
let film: string;

test.before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'page-'));
	const {events, startedAt} = await readRecording(
		'test/output/fixtures/two-runs.jsonl',
	);
	const file = async (name: string, text: string) => {
		const place = path.join(folder, name);
		await writeFile(place, text);
		return pathToFileURL(place).href;
	};

	report = await file(
		'report.html',
		reportPage(sittingOf(events), {startedAt, version: '1.2.3'}),
	);
	film = await file('film.svg', filmPicture(await filmed(events, {speed: 4})));
	browser = await startBrowser();
});

test.after.always(async () => {
	await browser.close();
	await rm(folder, {recursive: true, force: true});
});

/** The report in a browser of a test's own. */
async function openReport(
	t: ExecutionContext,
	options: Parameters<typeof openPage>[3],
): Promise<Page> {
	return openPage(t, browser, report, options);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test(`a report, ${colorScheme}: axe finds nothing that keeps anybody out`, async t => {
		const page = await openReport(t, {colorScheme});
		t.deepEqual(await barriers(t, page), []);
	});
}

for (const viewport of [wide, narrow]) {
	test(`a report, ${viewport.width} pixels: only tables, drawings and code scroll sideways`, async t => {
		const page = await openReport(t, {viewport});
		t.true(await fits(page));
		t.is(await page.getByRole('img').count(), 2);
		t.is(await page.getByRole('table').count(), 2);
	});
}

/** Where the window of a film stands, in frames from its beginning. */
const place =
	"new DOMMatrix(getComputedStyle(document.querySelector('.film')).transform).m41";

test('a film moves', async t => {
	const page = await openPage(t, browser, film);
	const before = await page.evaluate<number>(place);
	await t.notThrowsAsync(page.waitForFunction(`${place} !== ${before}`));
});

test('for who wants less motion it is its last frame, and stays that', async t => {
	const page = await openPage(t, browser, film, {reducedMotion: 'reduce'});
	const frames = await page.evaluate<number>(
		"document.querySelectorAll('.film > g').length",
	);
	t.true(frames > 10);
	t.is(await page.evaluate<number>(place), -(frames - 1) * 840);
	t.is(await page.evaluate<number>('document.getAnimations().length'), 0);
});

test('on a narrow page a film is as wide as that', async t => {
	const page = await openPage(t, browser, film, {viewport: narrow});
	const width = await page.evaluate<number>(
		'document.documentElement.getBoundingClientRect().width',
	);
	t.true(width <= narrow.width, `${width}`);
});
