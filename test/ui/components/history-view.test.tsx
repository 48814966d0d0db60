import test from 'ava';
import stringWidth from 'string-width';
import {type LabState} from '../../../source/lab/history/state.js';
import {HistoryView} from '../../../source/ui/components/history-view.js';
import {type Place} from '../../../source/ui/history-entries.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {longSitting, sitting} from '../../helpers/sittings.js';

function draw(
	state: LabState,
	at: Place | undefined,
	[width, height]: readonly [number, number],
): string {
	return componentFrame(
		<HistoryView
			state={state}
			at={at}
			width={width}
			height={height}
			now={100_000}
		/>,
		width,
	).trimEnd();
}

for (const size of [
	[60, 16],
	[80, 18],
	[112, 54],
] as const) {
	test(`${size.join(' x ')}: below a list that fits is the chosen run again`, t => {
		for (const [at, told] of [
			[undefined, /^Run 3 · goes on /m],
			[
				{run: 2, kill: 1},
				/^Run 2 as it ended [^]*^Kill 1 {2}lost\.|^ 1 QUERY /m,
			],
			[{run: 1}, /^Run 1 as it ended /m],
		] as const) {
			const drawn = draw(sitting().state, at, size);
			const lines = drawn.split('\n');
			t.true(lines.length <= size[1]);
			t.true(lines.every(line => stringWidth(line) <= size[0]));
			t.regex(drawn, /^3 runs with 4 kills, the newest first:\n/);
			t.regex(drawn, /^ {5}1 QUERY upload 50 % OK 0\.5 ms lost|^▸ +1 QUERY/m);
			t.regex(drawn, told);
		}
	});
}

test('where the list takes the room, or leaves little, it is alone', t => {
	t.notRegex(draw(sitting().state, {run: 2}, [60, 15]), /again/);
	t.notRegex(
		draw(longSitting(12).state, {run: 2, kill: 1}, [112, 54]),
		/again/,
	);
});

test('before the first run there is none again', t => {
	t.is(
		draw({}, undefined, [80, 18]),
		'No run yet. Tab shows what is known of kills.',
	);
});
