import test from 'ava';
import stringWidth from 'string-width';
import {toEarlierRun} from '../../../source/lab/history/earlier-run.js';
import {type LabState} from '../../../source/lab/history/state.js';
import {HistoryList} from '../../../source/ui/components/history-list.js';
import {
	historyEntries,
	type Place,
} from '../../../source/ui/history-entries.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {longSitting, sitting} from '../../helpers/sittings.js';
import {disconnected} from '../../helpers/stories.js';

function draw(
	state: LabState,
	at: Place | undefined,
	[width, height]: readonly [number, number] = [60, 10],
): string {
	return componentFrame(
		<HistoryList state={state} at={at} width={width} height={height} />,
		width,
	).trimEnd();
}

test('the newest run is first, and below each run are its kills', t => {
	const {state} = sitting();
	t.is(
		draw(state, undefined),
		`
3 runs with 4 kills, the newest first:
▸ run 3 blobs: goes on; 1 kill
     1 CONN  upload 50 % OK 1.0 ms waiting
  run 2 blobs: rolled back whole, 0 of 10 rows; 2 kills
     2 QUERY execute     OK 0.4 ms interrupted OK+800 ms
     1 QUERY upload 58 % OK 0.5 ms lost
  run 1 blobs: committed whole, 10 of 10 rows; 1 kill
     1 QUERY upload 50 % OK 0.5 ms lost`.slice(1),
	);
	t.true(draw(state, {run: 2, kill: 1}).includes('\n▸    1 QUERY upload 58 %'));
});

test('every line can be reached: the one that Enter shows is there, and nothing is too wide or too high', t => {
	const {state} = longSitting(12);
	const entries = historyEntries(state);
	t.is(entries.length, 48);
	for (const size of [
		[60, 8],
		[70, 34],
	] as const) {
		for (const [line, entry] of entries.entries()) {
			const drawn = draw(state, entry, size).split('\n');
			t.true(drawn.length <= size[1]);
			t.true(drawn.every(text => stringWidth(text) <= size[0]));
			t.is(drawn.filter(text => text.startsWith('▸')).length, 1);
			t.regex(drawn[0] ?? '', new RegExp(String.raw`\(${line + 1} of 48\):$`));
		}
	}
});

test('a run that has ended without a verdict does not go on', t => {
	const told = sitting().starts({}, '51');
	t.regex(draw(told.state, undefined), /run 3 blobs: no verdict; 1 kill/);
	t.regex(draw(told.state, undefined), /run 4 blobs: goes on; no kill/);
});

test('a run too long ago has one line, with its last kill', t => {
	const told = disconnected();
	const {whole, ...short} = toEarlierRun(told.run);
	told.starts();
	const state = {...told.state, earlier: [{...short, size: 0}]};
	t.regex(
		draw(state, undefined, [80, 10]),
		/; 1 kill, the last: c disconnected$/m,
	);
	t.is(historyEntries(state).length, 2);
});

test('before the first run it says what else there is to see', t => {
	t.is(draw({}, undefined), 'No run yet. Tab shows what is known of kills.');
});
