import test from 'ava';
import {unopened} from '../../../source/lab/attach/attach-state.js';
import {
	choose,
	isFiltered,
	nothingChosen,
	selectableIds,
	selectedLine,
	type AttachChoice,
	type AttachChosen,
} from '../../../source/ui/attach/attach-chosen.js';
import {attachStory, opened} from '../../helpers/attach-story.js';

const {state} = attachStory(...opened);
const ids = selectableIds(state, nothingChosen);

/** The selected id after these commands. */
function selectedAfter(...commands: readonly AttachChoice[]) {
	let chosen = nothingChosen;
	for (const command of commands) {
		chosen = choose(chosen, command, {ids, room: 3, helpPages: 2});
	}

	return chosen;
}

test('the list begins with who blocks the most, the tree has only those of it', t => {
	t.is(ids[0], '42');
	t.is(ids.length, 6);
	t.deepEqual(selectableIds(state, {...nothingChosen, view: 'tree'}), [
		'42',
		'43',
		'50',
	]);
	t.deepEqual(selectableIds(unopened, nothingChosen), []);
});

test('arrows, pages and ends move, and stop at the ends', t => {
	t.is(selectedAfter('down').selected, ids[1]);
	t.is(selectedAfter('down', 'down', 'up').selected, ids[1]);
	t.is(selectedAfter('up').selected, ids[0]);
	t.is(selectedAfter('page-down').selected, ids[3]);
	t.is(selectedAfter('page-down', 'page-down').selected, ids[5]);
	t.is(selectedAfter('last', 'page-up').selected, ids[2]);
	t.is(selectedAfter('last', 'down').selected, ids[5]);
	t.is(selectedAfter('last', 'first').selected, ids[0]);
});

test('the selection stays with its connection, and goes to the first when that is gone', t => {
	t.is(selectedLine(['9', '42'], {selected: '42'}), 1);
	t.is(selectedLine(['9', '43'], {selected: '42'}), 0);
	t.is(selectedLine([], {}), 0);
	const empty = choose(nothingChosen, 'down', {
		ids: [],
		room: 3,
		helpPages: 1,
	});
	t.is(empty.selected, undefined);
});

test('b turns to the tree and back, ? turns pages, Esc closes what stands in front first', t => {
	t.is(selectedAfter('tree').view, 'tree');
	t.is(selectedAfter('tree', 'tree').view, 'list');
	t.deepEqual(selectedAfter('help').panel, {type: 'help', page: 0});
	t.deepEqual(selectedAfter('help', 'help').panel, {type: 'help', page: 1});
	t.deepEqual(selectedAfter('help', 'help', 'help').panel, {type: 'none'});
	const closed = selectedAfter('tree', 'help', 'close');
	t.deepEqual(closed.panel, {type: 'none'});
	t.is(closed.view, 'tree');
	t.is(selectedAfter('tree', 'close').view, 'list');
});

test('Esc clears the filter when nothing else is open', t => {
	const filtered = {
		...nothingChosen,
		filterText: 'user=web',
		filter: [{field: 'user', operator: '=', value: 'web'}],
	} as const;
	const step = (chosen: AttachChosen, command: AttachChoice) =>
		choose(chosen, command, {ids, room: 3, helpPages: 2});
	t.true(isFiltered(filtered));
	const tree = step(filtered, 'tree');
	t.false(isFiltered(tree));
	const panel = step(step(tree, 'help'), 'close');
	t.deepEqual(panel, tree);
	t.deepEqual(step(tree, 'close'), filtered);
	t.deepEqual(step(filtered, 'close'), nothingChosen);
});
