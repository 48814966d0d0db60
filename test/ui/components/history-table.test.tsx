import test from 'ava';
import stringWidth from 'string-width';
import {killTable} from '../../../source/lab/history/kill-table.js';
import {type LabState} from '../../../source/lab/history/state.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {HistoryTable} from '../../../source/ui/components/history-table.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {sitting, twoWorkloads} from '../../helpers/sittings.js';
import {plan, story} from '../../helpers/story.js';

type Size = readonly [width: number, height: number];

function draw(state: LabState, row: number, [width, height]: Size): string {
	return componentFrame(
		<HistoryTable state={state} row={row} width={width} height={height} />,
		width,
	).trimEnd();
}

const sizes: readonly Size[] = [
	[60, 10],
	[70, 34],
	[80, 18],
	[112, 54],
];

for (const size of sizes) {
	test(`${size.join(' x ')}: what was tried, beside what is known`, t => {
		t.snapshot(draw(sitting().state, 2, size));
	});
}

/** All of them at the tightest size; at the others the largest table shows how it fits. */
const drawnAt = (name: string): readonly Size[] =>
	name === 'blobs' ? sizes : sizes.slice(0, 1);

for (const {name} of allFacts) {
	test(`every row can be reached and is explained, and nothing is too wide or too high: ${name}`, t => {
		const {server} = sitting().state;
		const state: LabState = {
			...(server && {server}),
			plan: {...plan, workload: {name, options: {}}},
		};
		for (const size of drawnAt(name)) {
			for (const row of killTable(state).keys()) {
				const lines = draw(state, row, size).split('\n');
				t.true(lines.length <= size[1]);
				t.true(lines.every(line => stringWidth(line) <= size[0]));
				t.is(lines.filter(line => line.startsWith('▸ ')).length, 1);
				t.regex(
					lines.slice(3).join('\n'),
					/^(?:interrupted|lost|too late|no statement|disconnected|already gone|unknown): [A-Z]/m,
				);
			}
		}
	});
}

test('what was seen oftener is explained first', t => {
	const told = story().starts().inserts().uploads(1).sent();
	told.kills('query').acknowledged().after(500).fails();
	const row = killTable(told.state).findIndex(
		({tried}) => tried.interrupted === 1,
	);
	t.regex(draw(told.state, row, [60, 10]), /^interrupted: /m);
});

test('an effect that is not known there is called so', t => {
	const told = story().starts().inserts().uploads(0.5).kills('query');
	told.acknowledged().emit({
		type: 'kill-effect',
		kill: 1,
		effect: 'interrupted',
	});
	const drawn = draw(told.state, 2, [80, 18]);
	t.regex(drawn, /upload +QUERY +1 interrupted +lost/);
	t.regex(drawn, /Not known so far: interrupted\./);
});

test('with several workloads it says which one it is about, and the rows go on in the next one', t => {
	const {state} = twoWorkloads();
	const rows = killTable(state);
	t.regex(
		draw(state, 0, [80, 18]),
		/^What kills do in update: 0 of \d+ tried, workload 1 of 2/,
	);
	t.regex(
		draw(state, rows.length - 1, [80, 18]),
		/^What kills do in blobs: 1 of 20 tried, workload 2 of 2/,
	);
});

test('where there is room, the kills that the row counts are listed, with their runs', t => {
	const {state} = sitting();
	t.regex(
		draw(state, 2, [112, 54]),
		/\n\nSeen here, the newest first:\n {2}run 2 {2}1 QUERY upload 58 % .*lost.*\n {2}run 1 {2}1 QUERY upload 50 % .*lost.*$/,
	);
	t.regex(draw(state, 0, [112, 54]), /\n\nNot tried yet\.$/);
	t.notRegex(draw(state, 2, [80, 18]), /Seen here/);
});

test('a row beyond the end is the last one', t => {
	const {state} = sitting();
	t.is(draw(state, 99, [80, 18]), draw(state, 19, [80, 18]));
});

test('before there is a server it says so', t => {
	t.is(draw({}, 0, [60, 8]), 'Nothing is known before there is a server.');
});
