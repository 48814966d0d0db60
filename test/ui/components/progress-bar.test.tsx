import test from 'ava';
import {toAscii} from '../../../source/output/ascii.js';
import {ProgressBar} from '../../../source/ui/components/progress-bar.js';
import {componentFrame} from '../../helpers/component-frame.js';

function draw(part: number, width: number): string {
	return componentFrame(<ProgressBar part={part} width={width} />, 80);
}

for (const [part, narrow, wide] of [
	[0, '░░░░', '░░░░░░░░░░░░░░░░░░░░'],
	[0.1, '░░░░', '██░░░░░░░░░░░░░░░░░░'],
	[0.58, '██░░', '████████████░░░░░░░░'],
	[0.99, '████', '████████████████████'],
	[1, '████', '████████████████████'],
] as const) {
	test(`${part} of a bar`, t => {
		t.is(draw(part, 4), narrow);
		t.is(draw(part, 20), wide);
	});
}

test('what was counted wrong, below nothing or above all, leaves the bar as wide as it is', t => {
	t.is(draw(-0.5, 4), '░░░░');
	t.is(draw(1.5, 4), '████');
});

test('a bar without room is nothing', t => {
	t.is(draw(0.5, 0), '');
});

test('in ASCII the filled part differs from the rest', t => {
	t.is(toAscii(draw(0.5, 8)), '####....');
});
