import test from 'ava';
import {toAscii} from '../../../source/output/ascii.js';
import {type WaitSight} from '../../../source/lab/events/wait.js';
import {WaitLine} from '../../../source/ui/components/wait-line.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {held} from '../../helpers/wait-sights.js';

function draw(sight: WaitSight | undefined, width: number): string {
	return componentFrame(
		<WaitLine
			wait={{wait: 1, kind: 'empty', since: 1000, ...(sight && {sight})}}
			width={width}
			now={5200}
		/>,
		width,
	);
}

for (const [what, sight, narrow, wide] of [
	[
		'a cause that is not known yet',
		undefined,
		' Waiting 4.2 s for TRUNCATE TABLE · ^C quits',
		' Waiting 4.2 s for TRUNCATE TABLE · finding out why · ^C quits',
	],
	[
		'a lock that somebody holds',
		held,
		' Waiting 4.2 s for TRUNCATE TABLE · ^C quits',
		' Waiting 4.2 s for TRUNCATE TABLE · lock of connection 12 · KILL CONNECTION 12 (rolls it back) · ^C quits',
	],
	[
		'a server that is silent',
		{type: 'silent'},
		' Waiting 4.2 s for TRUNCATE TABLE · no answer · ^C quits',
		' Waiting 4.2 s for TRUNCATE TABLE · no answer · ^C quits',
	],
	[
		'what may not be seen',
		{type: 'unseen', why: 'Too many connections'},
		' Waiting 4.2 s for TRUNCATE TABLE · cause unknown · ^C quits',
		" Waiting 4.2 s for TRUNCATE TABLE · the cause can't be seen: Too many connections · ^C quits",
	],
] as const) {
	test(`${what}: as much as fits into a line, and how to quit`, t => {
		t.is(draw(sight, 60), narrow);
		t.is(draw(sight, 120), wide);
	});
}

test('where not even the shortest fits, the line stays one line', t => {
	t.is(draw(held, 40), ' Waiting 4.2 s for TRUNCATE TABLE · ^C …');
});

test('in ASCII', t => {
	t.is(
		toAscii(draw({type: 'silent'}, 60)),
		' Waiting 4.2 s for TRUNCATE TABLE - no answer - ^C quits',
	);
});
