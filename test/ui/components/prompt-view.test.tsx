import test from 'ava';
import {PromptView} from '../../../source/ui/components/prompt-view.js';
import {componentFrame} from '../../helpers/component-frame.js';

const statement = 'UPDATE orders SET total = total * 1.1 WHERE id < 1000';
const why =
	'A statement that commits by itself proves nothing here; the line is still open.';

function draw(
	{
		text = statement,
		cursor = text.length,
		why,
	}: {
		readonly text?: string;
		readonly cursor?: number;
		readonly why?: string;
	},
	{width, height}: {readonly width: number; readonly height: number},
): string {
	return componentFrame(
		<PromptView
			panel={{type: 'prompt', text, cursor, why}}
			width={width}
			height={height}
		/>,
		width,
	);
}

test('on a wide line', t => {
	t.is(
		draw({}, {width: 80, height: 4}).trimEnd(),
		`The statement of the next run:\n: ${statement}`,
	);
});

test('wrapped on a narrow one, at any character', t => {
	t.snapshot(draw({}, {width: 24, height: 5}));
});

test('without room for all of it, the part around the cursor, and which it is', t => {
	t.snapshot(draw({cursor: 0}, {width: 16, height: 4}));
	t.snapshot(draw({cursor: 30}, {width: 16, height: 4}));
	t.snapshot(draw({}, {width: 40, height: 1}));
});

test('with three lines or fewer, all of them are for the statement', t => {
	t.snapshot(draw({}, {width: 24, height: 3}));
});

test('why the last key did nothing stands above the statement', t => {
	t.snapshot(draw({why}, {width: 100, height: 4}));
	t.snapshot(draw({why}, {width: 30, height: 6}));
});

test('where there is no room for all of why, the line of the cursor stays', t => {
	t.snapshot(draw({why}, {width: 30, height: 3}));
	t.snapshot(draw({why}, {width: 30, height: 1}));
});

test('an empty line', t => {
	t.is(draw({text: ''}, {width: 40, height: 1}), ':');
});

test('a line of wide characters is no wider than the others', t => {
	t.snapshot(draw({text: "SELECT '表の名前'"}, {width: 14, height: 3}));
});
