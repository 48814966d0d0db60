import test from 'ava';
import {type OthersView} from '../../../source/lab/events/server-view.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {OthersLine} from '../../../source/ui/components/others-line.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {plan as blobsRun, story, type Story} from '../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;

function draw({run}: Story, width: number): string {
	return componentFrame(<OthersLine run={run} />, width);
}

function seen(others: OthersView): Story {
	return story().starts().emit({type: 'others-view', others});
}

test('nothing, if nobody has looked', t => {
	t.is(draw(story().starts(), 80), '');
});

for (const [what, told, wide, narrow] of [
	[
		'rows that are not there',
		seen({type: 'counted', rows: 0}),
		'others see 0 rows',
		'others see 0 rows',
	],
	[
		'rows that are there',
		seen({type: 'counted', rows: 3}),
		'others see 3 rows',
		'others see 3 rows',
	],
	[
		'what the account may not read',
		seen({
			type: 'hidden',
			why: "SELECT command denied to user 'lab'@'localhost'",
		}),
		"what others see is not known: SELECT command denied to user 'lab'@'localhost'",
		'what others see is not known:…',
	],
	[
		'a sample of a table that changes',
		story()
			.starts()
			.emit({
				type: 'run-started',
				run: 2,
				plan: {...unpaced, ...rowsPlan('update', 1_000_000)},
				connectionId: '42',
			})
			.emit({type: 'others-view', others: {type: 'counted', rows: 0, of: 100}}),
		'others see 0 of 100 sampled rows changed',
		'others see 0 of 100 sampled r…',
	],
] as const) {
	test(`what others see: ${what}`, t => {
		t.is(draw(told, 80), wide);
		t.is(draw(told, 30), narrow);
	});
}
