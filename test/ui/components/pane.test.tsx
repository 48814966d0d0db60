import {Box, Text} from 'ink';
import test from 'ava';
import {toAscii} from '../../../source/output/ascii.js';
import {Pane} from '../../../source/ui/components/pane.js';
import {componentFrame} from '../../helpers/component-frame.js';

function draw(
	title: string,
	size: {readonly width: number; readonly height: number},
): string {
	return componentFrame(
		<Pane title={title} size={size}>
			<Box flexShrink={0}>
				<Text wrap="truncate">the first line of what is in it</Text>
			</Box>
			<Box flexShrink={0}>
				<Text>the second</Text>
			</Box>
		</Pane>,
		size.width,
	);
}

for (const [width, lines] of [
	[
		24,
		[
			'╭ Control ─────────────╮',
			'│ the first line of w… │',
			'│ the second           │',
			'╰──────────────────────╯',
		],
	],
	[
		40,
		[
			'╭ Control ─────────────────────────────╮',
			'│ the first line of what is in it      │',
			'│ the second                           │',
			'╰──────────────────────────────────────╯',
		],
	],
] as const) {
	test(`${width} cells: the title is in the border`, t => {
		t.is(draw('Control', {width, height: 4}), lines.join('\n'));
	});
}

test('what has no room does not break the border, and a pane with too little has empty lines', t => {
	t.deepEqual(draw('Control', {width: 24, height: 3}).split('\n'), [
		'╭ Control ─────────────╮',
		'│ the first line of w… │',
		'╰──────────────────────╯',
	]);
	t.deepEqual(draw('Control', {width: 24, height: 5}).split('\n'), [
		'╭ Control ─────────────╮',
		'│ the first line of w… │',
		'│ the second           │',
		'│                      │',
		'╰──────────────────────╯',
	]);
});

for (const [title, border] of [
	['Ten files in a row', '╭ Ten files in a row ──╮'],
	['Ten files in one row', '╭ Ten files in one r… ─╮'],
	['Ten files in one long row', '╭ Ten files in one l… ─╮'],
	['表の名前はとても長いです', '╭ 表の名前はとても長… ─╮'],
] as const) {
	test(`the border is closed behind a title: ${title}`, t => {
		t.is(draw(title, {width: 24, height: 3}).split('\n')[0], border);
	});
}

test('the border in ASCII', t => {
	t.deepEqual(toAscii(draw('Control', {width: 24, height: 3})).split('\n'), [
		'+ Control -------------+',
		'| the first line of w~ |',
		'+----------------------+',
	]);
});
