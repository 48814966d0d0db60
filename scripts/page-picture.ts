import {fileURLToPath} from 'node:url';
import {readSweep} from '../source/commands/sweep/sweep-file.js';
import {mapPage} from '../source/output/sweep-html.js';
import {startBrowser} from '../test/page/browser.js';

/*
Draws docs/map-light.png and docs/map-dark.png: the page of a map in a real browser, one workload of it.
*/

const page = mapPage([readSweep('docs/maps/mysql-9.7-common.jsonl').state]);
/** In pixels. */
const margin = 16;

const browser = await startBrowser();
for (const colorScheme of ['light', 'dark'] as const) {
	const tab = await browser.newPage({
		colorScheme,
		viewport: {width: 1420, height: 1200},
	});
	await tab.setContent(page);
	const box = await tab
		.getByRole('region', {name: 'update on MySQL 9.7.4', exact: true})
		.boundingBox();
	await tab.screenshot({
		path: fileURLToPath(
			new URL(`../docs/map-${colorScheme}.png`, import.meta.url),
		),
		fullPage: true,
		...(box && {
			clip: {...box, x: box.x - margin, width: box.width + 2 * margin},
		}),
	});
}

await browser.close();
