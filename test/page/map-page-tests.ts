import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {type Browser, type Page} from 'playwright-core';
import {readSweep} from '../../source/commands/sweep/sweep-file.js';
import {mapPage} from '../../source/output/sweep-html.js';
import {startBrowser} from './browser.js';
import {barriers, fits, narrow, openPage, wide} from './open-page.js';

const schemes = ['light', 'dark'] as const;
/** Axe takes as long as there are dots. */
const shown = new Set(['update', 'update-indexed', 'row-lock', 'alter-copy']);

let browser: Browser;
let address: string;
let folder: string;

test.before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'page-'));
	const file = path.join(folder, 'map.html');
	await writeFile(
		file,
		mapPage(
			['mysql-9.7', 'mariadb-10.11'].map(name => {
				const {state} = readSweep(`docs/maps/${name}.jsonl`);
				return {
					...state,
					tried: state.tried.filter(({workload}) => shown.has(workload)),
				};
			}),
		),
	);
	address = pathToFileURL(file).href;
	browser = await startBrowser();
});

test.after.always(async () => {
	await browser.close();
	await rm(folder, {recursive: true, force: true});
});

/** The page in a browser of a test's own. */
async function open(
	t: ExecutionContext,
	options: Parameters<typeof openPage>[3] = {},
): Promise<Page> {
	return openPage(t, browser, address, options);
}

for (const colorScheme of schemes) {
	test(`${colorScheme}: axe finds nothing that keeps anybody out`, async t => {
		const page = await open(t, {colorScheme});
		t.deepEqual(await barriers(t, page), []);
	});

	test(`${colorScheme}: a dot stands out from its ground, three times as bright or dark`, async t => {
		const page = await open(t, {colorScheme});
		const ground = rgb(await styleOf(page, 'body', 'backgroundColor'));
		const contrasts = [];
		for (const kind of ['query', 'connection']) {
			const dot = `main circle.${kind}`;
			const opacity = Number(await styleOf(page, dot, 'fillOpacity'));
			const seen = rgb(await styleOf(page, dot, 'fill')).map(
				(value, index) =>
					opacity * value + (1 - opacity) * (ground[index] ?? 0),
			);
			contrasts.push(contrastOf(seen, ground));
		}

		t.deepEqual(
			contrasts.filter(contrast => contrast < 3),
			[],
		);
	});
}

/** A computed style of the first element that a selector finds. */
async function styleOf(
	page: Page,
	selector: string,
	property: string,
): Promise<string> {
	return page.evaluate<string>(
		`getComputedStyle(document.querySelector('${selector}')).${property}`,
	);
}

function rgb(color: string): readonly number[] {
	return Array.from(color.matchAll(/[\d.]+/g), ([part]) => Number(part));
}

/** The contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines define it. */
function contrastOf(one: readonly number[], other: readonly number[]): number {
	const [high, low] =
		luminance(one) > luminance(other) ? [one, other] : [other, one];
	return (luminance(high) + 0.05) / (luminance(low) + 0.05);
}

function luminance(color: readonly number[]): number {
	const [red = 0, green = 0, blue = 0] = color
		.map(value => value / 255)
		.map(value =>
			value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
		);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('the schemes differ', async t => {
	const grounds = new Set<string>();
	for (const colorScheme of schemes) {
		const page = await open(t, {colorScheme});
		grounds.add(await styleOf(page, 'body', 'backgroundColor'));
	}

	t.deepEqual([...grounds], ['rgb(255, 255, 255)', 'rgb(21, 23, 26)']);
});

for (const viewport of [wide, narrow]) {
	test(`${viewport.width} pixels: only the tables scroll sideways, and no dot is outside its drawing`, async t => {
		const page = await open(t, {viewport});
		t.true(await fits(page));
		const dots = await page.evaluate<readonly boolean[]>(
			`[...document.querySelectorAll('figure circle')].map(dot => {
				const box = dot.getBoundingClientRect();
				const drawing = dot.closest('svg').getBoundingClientRect();
				return box.left >= drawing.left && box.right <= drawing.right && box.top >= drawing.top && box.bottom <= drawing.bottom;
			})`,
		);
		t.true(dots.length > 500);
		t.false(dots.includes(false));
	});
}

test('with the keyboard alone: from the list to a map, and through its table', async t => {
	const page = await open(t, {viewport: narrow});
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	const link = page.locator(':focus');
	const name = await link.textContent();
	t.is(name, 'update-indexed');
	await page.keyboard.press('Enter');
	t.regex(page.url(), /#map-0-1$/);
	const box = await page.locator(':target').boundingBox();
	t.true((box?.y ?? Infinity) < narrow.height / 2);
	await page.keyboard.press('Tab');
	const focused = page.locator(':focus');
	t.is(
		await focused.getAttribute('aria-label'),
		'update-indexed on MySQL 9.7.4: effects by phase',
	);
	await page.keyboard.press('ArrowRight');
	await t.notThrowsAsync(
		page.waitForFunction('document.activeElement.scrollLeft > 0'),
	);
});

test('a screen reader gets the tables with their heads, and the drawings with their figures', async t => {
	const page = await open(t);
	const map = page.getByRole('region', {name: 'update on MySQL'}).first();
	const rows = await map.getByRole('row').count();
	t.true(rows > 3);
	t.is(await map.getByRole('rowheader').count(), rows - 1);
	t.is(await map.getByRole('columnheader').first().textContent(), 'phase');
	t.is(await map.getByRole('img').count(), 2);
	t.is(
		await map
			.getByRole('img', {name: /^When the kills came, .*: .* \d+.*; \d+ kills/})
			.count(),
		1,
	);
});
