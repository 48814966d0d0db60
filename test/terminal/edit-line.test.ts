import {Buffer} from 'node:buffer';
import test from 'ava';
import {
	edit,
	lineBelow,
	longestLine,
	remember,
	type Line,
} from '../../source/terminal/edit-line.js';
import {type Key} from '../../source/terminal/key.js';
import {choicesOf, type Choices} from '../helpers/choices.js';

const up: Key = {type: 'arrow', direction: 'up'};
const down: Key = {type: 'arrow', direction: 'down'};
const left: Key = {type: 'arrow', direction: 'left'};
const right: Key = {type: 'arrow', direction: 'right'};
const home: Key = {type: 'home'};
const end: Key = {type: 'end'};
const remove: Key = {type: 'delete'};
const backspace = control('?');

function control(character: string): Key {
	return {type: 'control', character};
}

function paste(text: string): Key {
	return {type: 'paste', text};
}

/** The keys of a text, character by character. */
function typed(text: string): readonly Key[] {
	return Array.from(text, character => ({type: 'character', character}));
}

function after(keys: readonly Key[], start: Line = lineBelow([])): Line {
	let line = start;
	for (const key of keys) {
		line = edit(line, key) ?? line;
	}

	return line;
}

/** The text with its cursor. */
function show({text, cursor}: Line): string {
	return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
const accented = 'e\u0301';

const cases: ReadonlyArray<
	readonly [name: string, keys: readonly Key[], shown: string]
> = [
	['characters', typed('q c;?'), 'q c;?|'],
	['a character in the midst', [...typed('ac'), left, ...typed('b')], 'ab|c'],
	['Left and Right at the ends', [left, ...typed('a'), right, right], 'a|'],
	['Home and End', [...typed('ab'), home, ...typed('x'), end], 'xab|'],
	[
		'Ctrl-A and Ctrl-E',
		[...typed('ab'), control('a'), ...typed('x'), control('e')],
		'xab|',
	],
	['Backspace', [...typed('abc'), left, backspace], 'a|c'],
	['the other Backspace', [...typed('abc'), control('h')], 'ab|'],
	[
		'Backspace and Delete at the ends',
		[backspace, ...typed('a'), remove],
		'a|',
	],
	['Delete', [...typed('abc'), home, remove], '|bc'],
	['Ctrl-U', [...typed('abc'), left, control('u')], '|c'],
	['Ctrl-W', [...typed('one two  '), control('w')], 'one |'],
	['Ctrl-W within a word', [...typed('one two'), left, control('w')], 'one |o'],
	['Ctrl-W in an empty line', [control('w'), control('u')], '|'],
	['a tab', [...typed('a'), control('i'), ...typed('b')], 'a b|'],
	[
		'other controls',
		[...typed('a'), control('z'), control('d'), control('m')],
		'a|',
	],
	[
		'Alt and Escape',
		[...typed('a'), {type: 'alt', character: 'c'}, {type: 'escape'}],
		'a|',
	],
	['a paste', [...typed('()'), left, paste('a\r\n\tb\u2028c')], '(a b c|)'],
	['a sequence in a paste', [paste('a\u001B[31mb\u0000')], 'a [31mb |'],
	['wide characters', [...typed('表x'), left, left, ...typed('a')], 'a|表x'],
	[
		'a combining accent',
		[...typed(`a${accented}b`), left, left],
		`a|${accented}b`,
	],
	[
		'an accent is deleted with its letter',
		[...typed(accented), backspace],
		'|',
	],
	['a family is one grapheme', [...typed(family), left], `|${family}`],
	[
		'an accent whose letter comes later',
		[...typed('\u0301'), home, ...typed('e')],
		`${accented}|`,
	],
	[
		'two halves of a flag that come together',
		[...typed('\u{1F1E9}-\u{1F1EA}'), left, backspace],
		'\u{1F1E9}\u{1F1EA}|',
	],
];

for (const [name, keys, shown] of cases) {
	test(`${name}: ${shown}`, t => {
		t.is(show(after(keys)), shown);
	});
}

test('Up and Down go through the history, and what is being typed comes back', t => {
	const line = after(typed('new'), lineBelow(['one', 'two']));
	t.is(show(after([up], line)), 'two|');
	t.is(show(after([up, up], line)), 'one|');
	t.is(show(after([up, up, up], line)), 'one|');
	t.is(show(after([up, up, down], line)), 'two|');
	t.is(show(after([up, up, down, down, down], line)), 'new|');
});

test('a line of the history that is changed stays changed until a line is taken', t => {
	const line = after([up, ...typed('!'), up, down], lineBelow(['one', 'two']));
	t.is(show(line), 'two!|');
	t.is(show(after([up], remember(line, 'two!'))), 'two!|');
	t.is(show(after([up, up], remember(line, 'two!'))), 'two|');
});

test('a line that is taken twice is remembered once, and only the newest hundred are', t => {
	const once = remember(remember(lineBelow([]), 'one'), 'one');
	t.deepEqual(once.history, ['one']);
	let line = once;
	for (let count = 0; count < 200; count++) {
		line = remember(line, `line ${count}`);
	}

	t.is(line.history.length, 100);
	t.is(line.history.at(-1), 'line 199');
});

test('what there is no room for changes nothing', t => {
	const full = after([paste('é'.repeat(longestLine / 2))]);
	t.is(Buffer.byteLength(full.text), longestLine);
	t.is(edit(full, {type: 'character', character: 'a'}), undefined);
	t.is(edit(full, control('i')), undefined);
	t.is(edit(full, paste('a')), undefined);
	t.is(edit(lineBelow([]), {type: 'paste', text: 'a', isCut: true}), undefined);
	t.is(
		after([backspace, ...typed('ab')], full).text.length,
		longestLine / 2 + 1,
	);
	t.deepEqual(edit(full, left), {...full, cursor: full.cursor - 1});
});

const graphemes = new Intl.Segmenter();

function split(text: string): readonly string[] {
	return Array.from(graphemes.segment(text), ({segment}) => segment);
}

/** The graphemes on both sides of the cursor, with no more sense than that. */
type Model = {readonly before: string; readonly behind: string};

function model({before, behind}: Model, key: Key): Model {
	const [last = '', next = ''] = [split(before).at(-1), split(behind)[0]];
	const isLast = (text: string) =>
		key.type === 'control' && key.character === text;
	if (key.type === 'character' || key.type === 'paste' || isLast('i')) {
		const text =
			key.type === 'character'
				? key.character
				: key.type === 'paste'
					? key.text
					: ' ';
		return settled({before: before + text, behind});
	}

	if (key.type === 'arrow' && key.direction === 'left') {
		return {
			before: before.slice(0, before.length - last.length),
			behind: last + behind,
		};
	}

	if (key.type === 'arrow' && key.direction === 'right') {
		return {before: before + next, behind: behind.slice(next.length)};
	}

	if (key.type === 'home' || isLast('a')) {
		return {before: '', behind: before + behind};
	}

	if (key.type === 'end' || isLast('e')) {
		return {before: before + behind, behind: ''};
	}

	if (key.type === 'delete') {
		return settled({before, behind: behind.slice(next.length)});
	}

	if (isLast('?') || isLast('h')) {
		return settled({
			before: before.slice(0, before.length - last.length),
			behind,
		});
	}

	if (isLast('u')) {
		return {before: '', behind};
	}

	return isLast('w')
		? settled({before: before.replace(/[^ ]* *$/, ''), behind})
		: {before, behind};
}

/** Graphemes join when they come together: the cursor is behind the first one that ends there or later. */
function settled({before, behind}: Model): Model {
	const whole = before + behind;
	let cursor = 0;
	for (const grapheme of split(whole)) {
		if (cursor >= before.length) {
			break;
		}

		cursor += grapheme.length;
	}

	return {before: whole.slice(0, cursor), behind: whole.slice(cursor)};
}

const characters = [
	...'qc s?;:',
	'表',
	'é',
	'\u0301',
	'\u200D',
	'\u{1F468}',
	'\u{1F1E9}',
	'\u{1F3FD}',
	'\u1100',
	'\u1161',
	'\u202E',
];

function randomKey({below, pick}: Choices): Key {
	switch (below(6)) {
		case 0: {
			return pick([left, right, home, end, remove]);
		}

		case 1: {
			return control(pick([...'aehiuw?zd']));
		}

		case 2: {
			return paste(pick(['ab c', accented, family, `${family}x`, '']));
		}

		default: {
			return {type: 'character', character: pick(characters)};
		}
	}
}

/** Whether the cursor is between two graphemes, or at an end. */
function isBetween({text, cursor}: Line): boolean {
	const starts = Array.from(graphemes.segment(text), ({index}) => index);
	return cursor === text.length || starts.includes(cursor);
}

/** Plays random keys: the first key after which the line is not as it should be, if there is one. */
function mismatch(seed: number): string | undefined {
	const choices = choicesOf(seed);
	let line = lineBelow([]);
	let expected: Model = {before: '', behind: ''};
	for (let count = choices.below(40); count > 0; count--) {
		const key = randomKey(choices);
		line = edit(line, key) ?? line;
		expected = model(expected, key);
		const wanted = `${expected.before}|${expected.behind}`;
		if (show(line) !== wanted || !isBetween(line)) {
			return `Seed ${seed}: ${JSON.stringify(key)} gives ${show(line)}, not ${wanted}`;
		}
	}

	return undefined;
}

test('of random keys, the text is that of a naive model, and the cursor is never inside of a grapheme', t => {
	for (let seed = 1; seed <= 1500; seed++) {
		t.is(mismatch(seed), undefined);
	}
});
