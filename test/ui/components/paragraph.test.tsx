import {Text} from 'ink';
import test from 'ava';
import {Paragraph} from '../../../source/ui/components/paragraph.js';
import {keepUnits} from '../../../source/ui/keep-units.js';
import {componentFrame} from '../../helpers/component-frame.js';

const sentence = 'The thread was seen gone 0.4 ms after the OK of the KILL.';

function draw(text: string, width: number): string[] {
	return componentFrame(
		<Paragraph>
			<Text bold>Kill 1 </Text>
			<Text>{text}</Text>
		</Paragraph>,
		width,
	).split('\n');
}

test('no line begins with a space', t => {
	t.deepEqual(draw(sentence, 20), [
		'Kill 1 The thread',
		'was seen gone 0.4 ms',
		'after the OK of the',
		'KILL.',
	]);
	t.deepEqual(draw(sentence, 31), [
		'Kill 1 The thread was seen gone',
		'0.4 ms after the OK of the',
		'KILL.',
	]);
	t.deepEqual(draw(sentence, 80), [`Kill 1 ${sentence}`]);
});

test('a number and its unit stay together, with an ordinary space', t => {
	t.deepEqual(draw(sentence, 35).slice(0, 2), [
		'Kill 1 The thread was seen gone 0.4',
		'ms after the OK of the KILL.',
	]);
	t.deepEqual(draw(keepUnits(sentence), 35).slice(0, 2), [
		'Kill 1 The thread was seen gone',
		'0.4 ms after the OK of the KILL.',
	]);
});

test('a word that is wider than a line is cut', t => {
	t.deepEqual(draw('performance_schema.threads', 10), [
		'Kill 1',
		'performanc',
		'e_schema.t',
		'hreads',
	]);
});
