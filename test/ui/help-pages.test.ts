import test from 'ava';
import {helpEntries, helpPages, pagesOf} from '../../source/ui/help-pages.js';

test('every entry fits into a line of 60 cells', t => {
	for (const isReplay of [false, true]) {
		t.deepEqual(
			helpEntries(isReplay).filter(
				({name, meaning}) => name.length > 12 || meaning.length > 47,
			),
			[],
		);
	}
});

test('every entry is on one page, whatever the height', t => {
	for (let lines = 1; lines <= 60; lines++) {
		for (const isReplay of [false, true]) {
			const pages = pagesOf(helpEntries(isReplay), lines);
			t.deepEqual(pages.flat(), helpEntries(isReplay));
			t.true(pages.every(page => page.length <= Math.max(1, lines - 1)));
		}
	}
});

test('pages by terminal', t => {
	t.deepEqual(
		[
			[60, 16],
			[80, 24],
			[100, 30],
			[120, 40],
			[200, 60],
		].map(([columns = 0, rows = 0]) => helpPages(columns, rows)),
		[6, 3, 2, 2, 1],
	);
});

test('a replay has its own keys: none kills, arms or starts a run', t => {
	const keys = (isReplay: boolean) =>
		helpEntries(isReplay)
			.map(({name}) => name)
			.slice(0, -words);
	const words = 24;
	t.deepEqual(keys(true), [
		'space',
		'. ,',
		'[ ]',
		'Home End',
		'+ -',
		's',
		'h',
		'p',
		'r',
		'y',
		'^L',
		'^C',
	]);
	t.deepEqual(keys(false), [
		'q',
		'c',
		'1 2 3 4',
		's',
		'space',
		'+ -',
		'a',
		'i',
		'h',
		'w',
		':',
		'r',
		'y',
		'[ ]',
		'p',
		'^L',
		'^C',
	]);
});

for (const word of [
	'check point',
	'sent',
	'write',
	'trx',
	'whole',
	'refused',
	'unknown',
	'waiting',
	'PARTIAL',
]) {
	test(`${word} is explained`, t => {
		t.true(helpEntries().some(({name}) => name === word));
	});
}
