import test from 'ava';
import {
	NoticeLines,
	noticesHeight,
} from '../../../source/ui/components/notice-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';

const gravest = 'The control connection is lost: nothing can be killed.';
const second = 'The account does not see threads: GRANT PROCESS.';
const third = 'Error 1317.';

function draw(
	notices: readonly string[],
	width: number,
	height: number,
): string[] {
	return componentFrame(
		<NoticeLines notices={notices} width={width} height={height} />,
		width,
	).split('\n');
}

test('in full where there is room', t => {
	t.deepEqual(draw([gravest, second], 76, 2), [gravest, second]);
	t.deepEqual(draw([gravest, second], 30, 4), [
		'The control connection is',
		'lost: nothing can be killed.',
		'The account does not see',
		'threads: GRANT PROCESS.',
	]);
});

test('one line each where there is not', t => {
	t.deepEqual(draw([gravest, second], 30, 3), [
		'The control connection is los…',
		'The account does not see thre…',
		'',
	]);
});

test('one line for all', t => {
	t.deepEqual(draw([third, gravest], 40, 1), [
		'Error 1317. · The control connection is…',
	]);
	t.deepEqual(draw([third, gravest], 76, 1), [`${third} · ${gravest}`]);
});

test('the gravest stay', t => {
	t.deepEqual(draw([gravest, second, third], 60, 2), [gravest, second]);
});

test('how many lines they take in full', t => {
	t.is(noticesHeight([], 30), 0);
	t.is(noticesHeight([gravest, second], 76), 2);
	t.is(noticesHeight([gravest, second, third], 30), 5);
});
