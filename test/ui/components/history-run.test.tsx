import test from 'ava';
import stringWidth from 'string-width';
import {toEarlierRun} from '../../../source/lab/history/earlier-run.js';
import {type LabState} from '../../../source/lab/history/state.js';
import {HistoryRun} from '../../../source/ui/components/history-run.js';
import {type Place} from '../../../source/ui/history-entries.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {sitting} from '../../helpers/sittings.js';
import {disconnected, stories} from '../../helpers/stories.js';
import {story} from '../../helpers/story.js';

type Size = readonly [width: number, height: number];

function draw(state: LabState, at: Place, [width, height]: Size): string {
	return componentFrame(
		<HistoryRun
			state={state}
			at={at}
			width={width}
			height={height}
			now={100_000}
		/>,
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
	test(`${size.join(' x ')}: a run with its kills`, t => {
		t.snapshot(draw(sitting().state, {run: 2, kill: 2}, size));
	});

	for (const [name, tell] of stories) {
		test(`${size.join(' x ')} ${name}: its verdict and the told kill are there, and nothing is too wide or too high`, t => {
			const {state} = tell().starts({}, '99');
			const drawn = draw(state, {run: 1}, size);
			const lines = drawn.split('\n');
			t.true(lines.length <= size[1]);
			t.true(lines.every(line => stringWidth(line) <= size[0]));
			t.regex(
				drawn,
				/^Run 1 as it ended · took [\d.]+ m?s(?:, reading the table [\d.]+ m?s)? · blobs: /,
			);
			t.is(
				drawn.match(/reading\s+the\s+table/g)?.length,
				1,
				'how long the table was read is said once',
			);
			t.regex(drawn, /^Verdict (?:committed|rolled back|PARTIAL)/m);
			t.regex(drawn, /(?:after|known with)[\s\d.ms]+(?:after )?the\s+OK\./);
		});
	}
}

test('the kill of the place is told, with the course of its own statement', t => {
	const told = story()
		.starts()
		.inserts()
		.after(1000)
		.uploads(0.5)
		.kills('query')
		.acknowledged()
		.after(1000)
		.uploads(1)
		.sent()
		.after(100)
		.ok()
		.statement('check')
		.after(10)
		.kills('query')
		.acknowledged()
		.after(100)
		.fails()
		.statement('rollback')
		.ok()
		.looks()
		.seesNothing()
		.finds('rolled back whole');
	const {state} = told;
	const first = draw(state, {run: 1, kill: 1}, [80, 18]);
	t.regex(first, /^Kill 1 {2}lost\./m);
	t.regex(first, /^INSERT random_file-0\.bin/m);
	t.regex(first, / q1 /);
	const second = draw(state, {run: 1, kill: 2}, [80, 18]);
	t.regex(second, /^Kill 2 {2}interrupted\./m);
	t.regex(second, /^hash comparison random_file-0\.bin/m);
	t.notRegex(second, /q1/);
});

test('what there was to know besides is said again', t => {
	const told = disconnected().emit({
		type: 'kill-unsent',
		plan: {kind: 'query', moment: {type: 'phase', phase: 'commit', part: 0}},
	});
	t.regex(
		draw(told.state, {run: 1}, [80, 18]),
		/never sent: KILL QUERY when COMMIT is sent/,
	);
});

test('a run that goes on says so, and so does one that has ended without a verdict', t => {
	const told = story().starts().stores();
	t.regex(
		draw(told.state, {run: 1}, [80, 18]),
		/^Run 1 · goes on [^]*Verdict not yet: [^]*No kill sent yet\./,
	);
	told.starts({}, '51');
	t.regex(
		draw(told.state, {run: 1}, [80, 18]),
		/^Run 1 as it ended · no verdict [^]*Verdict none: there was none when the next run began[^]*No kill was sent\./,
	);
});

test('of a run too long ago it says what is kept, and that a recording has more', t => {
	const told = disconnected();
	const {whole, ...short} = toEarlierRun(told.run);
	told.starts();
	const state = {...told.state, earlier: [{...short, size: 0}]};
	t.regex(
		draw(state, {run: 1}, [80, 18]).replaceAll('\n', ' '),
		/^run 1: rolled back whole, 0 of 10 rows; c disconnected\. That is all .* --record keeps/,
	);
});

test('a replay that has gone back says that the run has not begun', t => {
	t.is(draw({}, {run: 3}, [60, 8]), 'Run 3 has not begun here.');
});
