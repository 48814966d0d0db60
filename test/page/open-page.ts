import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {type AxeResults} from 'axe-core';
import {type ExecutionContext} from 'ava';
import {type Browser, type Page} from 'playwright-core';

export const wide = {width: 1280, height: 900};
export const narrow = {width: 390, height: 800};

const axe = readFileSync(
	createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
	'utf8',
);

/** A page in a browser window of a test's own. The test fails if the page throws, or asks for anything but itself. */
export async function openPage(
	t: ExecutionContext,
	browser: Browser,
	address: string,
	{
		colorScheme = 'light',
		viewport = wide,
		reducedMotion = 'no-preference',
	}: {
		readonly colorScheme?: 'light' | 'dark';
		readonly viewport?: typeof wide;
		readonly reducedMotion?: 'reduce' | 'no-preference';
	} = {},
): Promise<Page> {
	const context = await browser.newContext({
		colorScheme,
		viewport,
		reducedMotion,
	});
	t.teardown(async () => context.close());
	const page = await context.newPage();
	const asked: string[] = [];
	page.on('request', request => {
		asked.push(request.url());
	});
	page.on('pageerror', error => {
		t.fail(error.message);
	});
	await page.goto(address);
	t.deepEqual(asked, [address]);
	return page;
}

/** What axe finds that keeps somebody out: each rule with some of the elements. */
export async function barriers(
	t: ExecutionContext,
	page: Page,
): Promise<
	ReadonlyArray<readonly [rule: string, elements: readonly string[]]>
> {
	await page.addScriptTag({content: axe});
	const found = await page.evaluate<AxeResults>('axe.run()');
	t.true(found.passes.length > 10);
	return found.violations.map(({id, nodes}) => [
		id,
		nodes.map(({html}) => html).slice(0, 3),
	]);
}

/** Whether nothing of a page is wider than its window. */
export async function fits(page: Page): Promise<boolean> {
	return page.evaluate<boolean>(
		'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
	);
}
