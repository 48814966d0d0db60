import test from 'ava';
import {type ChoiceCommand} from '../../source/keys/choice-command.js';
import {
	chooseInHistory,
	isHistory,
	lineOf,
	type HistoryPanel,
} from '../../source/ui/choose-in-history.js';
import {choose, nothingChosen, type Chosen} from '../../source/ui/chosen.js';

/** A run with two kills, and before it one with none. */
const places = [
	{run: 2},
	{run: 2, kill: 2},
	{run: 2, kill: 1},
	{run: 1},
] as const;
const history = {places, rows: 5, page: 2};
const surroundings = {
	helpPages: 2,
	kills: 0,
	armable: [],
	workloads: ['one'],
	history,
};

function after(...keys: readonly ChoiceCommand[]): Chosen['panel'] {
	let chosen = nothingChosen;
	for (const key of keys) {
		chosen = choose(chosen, key, surroundings);
	}

	return chosen.panel;
}

test('it opens with the newest run, from nothing and from another panel', t => {
	t.deepEqual(after('history'), {type: 'history'});
	t.deepEqual(after('workloads', 'history'), {type: 'history'});
});

test('in the list, the keys move by a line, by a page and to the ends, and no further', t => {
	const at = (...keys: readonly ChoiceCommand[]) => {
		const panel = after('history', ...keys);
		return panel.type === 'history' ? panel.at : undefined;
	};

	t.deepEqual(at('down'), places[1]);
	t.deepEqual(at('down', 'up'), places[0]);
	t.deepEqual(at('up'), places[0]);
	t.deepEqual(at('page-down'), places[2]);
	t.deepEqual(at('page-down', 'page-down'), places[3]);
	t.deepEqual(at('last'), places[3]);
	t.deepEqual(at('last', 'page-up'), places[1]);
	t.deepEqual(at('last', 'first'), places[0]);
	t.deepEqual(at('last', 'down'), places[3]);
});

test('Enter shows the run of the line, Escape leads back to it, and then out', t => {
	const at = places[2];
	const shown = ['history', 'page-down', 'confirm'] as const;
	t.deepEqual(after('history', 'confirm'), {
		type: 'history-run',
		at: places[0],
	});
	t.deepEqual(after(...shown), {type: 'history-run', at});
	t.deepEqual(after(...shown, 'confirm'), {type: 'history-run', at});
	t.deepEqual(after(...shown, 'close'), {type: 'history', at});
	t.deepEqual(after(...shown, 'close', 'close'), {type: 'none'});
});

test('in a run, the keys go from kill to kill of it', t => {
	const at = (...keys: readonly ChoiceCommand[]) => {
		const panel = after('history', 'confirm', ...keys);
		return panel.type === 'history-run' ? panel.at : undefined;
	};

	// Without a kill chosen, the newest is told.
	t.deepEqual(at('down'), places[2]);
	t.deepEqual(at('down', 'down'), places[2]);
	t.deepEqual(at('last', 'up'), places[1]);
	t.deepEqual(at('first'), places[1]);
});

test('a run without kills stays where it is', t => {
	const panel: HistoryPanel = {type: 'history-run', at: {run: 1}};
	t.deepEqual(chooseInHistory(panel, 'down', history), panel);
});

test('Tab and h turn to the table and back to where the list was', t => {
	const at = places[1];
	for (const key of ['switch', 'history'] as const) {
		t.deepEqual(after('history', 'down', key), {
			type: 'history-table',
			row: 0,
			at,
		});
		t.deepEqual(after('history', 'down', key, key), {type: 'history', at});
		t.like(after('history', 'confirm', key), {type: 'history-table'});
	}
});

test('in the table, the keys move by a row, by a page and to the ends; Enter does nothing, Escape leaves', t => {
	const row = (...keys: readonly ChoiceCommand[]) => {
		const panel = after('history', 'switch', ...keys);
		return panel.type === 'history-table' ? panel.row : undefined;
	};

	t.is(row('down'), 1);
	t.is(row('up'), 0);
	t.is(row('page-down'), 2);
	t.is(row('last'), 4);
	t.is(row('last', 'page-up'), 2);
	t.is(row('last', 'down', 'first'), 0);
	t.is(row('down', 'confirm'), 1);
	t.deepEqual(after('history', 'switch', 'close'), {type: 'none'});
});

test('with no run and no row, nothing is shown and nothing fails', t => {
	const none = {places: [], rows: 0, page: 1};
	const list: HistoryPanel = {type: 'history'};
	t.deepEqual(chooseInHistory(list, 'confirm', none), list);
	t.deepEqual(chooseInHistory(list, 'last', none), list);
	const table: HistoryPanel = {type: 'history-table', row: 0};
	t.deepEqual(chooseInHistory(table, 'last', none), table);
});

test('in other panels, and without one, the keys of the history do nothing', t => {
	for (const key of [
		'switch',
		'page-up',
		'page-down',
		'first',
		'last',
	] as const) {
		t.deepEqual(after(key), {type: 'none'});
		t.deepEqual(after('help', key), {type: 'help', page: 0});
		t.deepEqual(after('arm', key), {type: 'arm', line: 0});
	}
});

test('other keys leave the history for what they open, and kills can be gone through', t => {
	t.deepEqual(after('history', 'help'), {type: 'help', page: 0});
	t.deepEqual(after('history', 'earlier-kill'), {type: 'history'});
});

test('a place that is not there is the first one', t => {
	t.is(lineOf(places, {run: 2, kill: 1}), 2);
	t.is(lineOf(places, {run: 9}), 0);
	t.is(lineOf(places, undefined), 0);
});

test('which panels are the history', t => {
	t.true(isHistory({type: 'history-run'}));
	t.false(isHistory({type: 'help'}));
});

test('a row beyond the last one counts as the last', t => {
	const panel: HistoryPanel = {type: 'history-table', row: 99, at: undefined};
	t.like(chooseInHistory(panel, 'up', history), {row: history.rows - 2});
});

test('what has nothing to do with the history is left to others', t => {
	t.is(chooseInHistory({type: 'history'}, 'help', history), undefined);
	t.is(chooseInHistory({type: 'history'}, 'arm', history), undefined);
});
