import test from 'ava';
import {clientWords} from '../../source/wording/client-words.js';
import {
	blockerCell,
	doingCell,
	treeWords,
} from '../../source/wording/listing-words.js';
import {connectionOf} from '../helpers/attach-story.js';

test('what a connection does is told with whose it is first, so that a cut leaves that', t => {
	t.is(doingCell(connectionOf('1')), 'updating');
	t.is(doingCell(connectionOf('1', {isOwn: true})), 'this program');
	t.is(
		doingCell(connectionOf('1', {kind: 'event', state: '', command: 'Daemon'})),
		'event: Daemon',
	);
});

test('a cell names the first whom a connection waits for, and counts the rest', t => {
	const wait = {waiter: '1', lock: 'row'} as const;
	t.is(blockerCell([]), '');
	t.is(blockerCell([wait]), 'no connection');
	t.is(blockerCell([{...wait, blocker: '7'}]), '7');
	t.is(blockerCell([{...wait, blocker: '7'}, wait, wait]), '7 +2');
});

test('a line of the tree says who waits for it and stands elsewhere, two of them by name', t => {
	const words = (...alsoBlocks: readonly string[]) =>
		treeWords({id: '11', depth: 0, alsoBlocks}, []);
	t.is(words(), '11 · not listed any more');
	t.is(words('13'), '11 · also blocks 13 · not listed any more');
	t.is(
		words('13', '14', '15', '16'),
		'11 · also blocks 13, 14, 2 more · not listed any more',
	);
});

test('a client is told by its attributes', t => {
	t.is(clientWords([]), undefined);
	t.is(
		clientWords([
			['program_name', 'my\u001Bsql'],
			['_pid', '4711'],
			['other', 'x'],
		]),
		'client: program my sql, pid 4711, other x',
	);
});
