import test from 'ava';
import {bytesOfText} from '../source/bytes.js';
import {wholeLines} from '../source/whole-lines.js';

const linesOf = (text: string) => [...wholeLines(bytesOfText(text))];

test('whole lines are read, and what was cut off is left out', t => {
	const whole = 'one\n\ndrei\n';
	t.deepEqual(linesOf(`${whole}fo`), [
		{lines: ['one', '', 'drei'], end: whole.length},
	]);
	t.deepEqual(linesOf(''), []);
	t.deepEqual(linesOf('cut off'), []);
	t.is(wholeLines(bytesOfText('cut off')).next().value, 7);
});

test('lines are whole wherever a piece ends, and however long they are', t => {
	// Every third byte of them begins a character.
	const lines = Array.from({length: 3000}, (_, index) =>
		'€'.repeat(index % 70),
	);
	const long = ['€'.repeat(100_000), ...lines, 'the last one'];
	const read = linesOf(`${long.join('\n')}\n`);
	t.true(read.length > 1);
	t.deepEqual(
		read.flatMap(piece => piece.lines),
		long,
	);
});
