import test from 'ava';
import {type AttachEventBody} from '../../../source/lab/attach/attach-event.js';
import {type LockWait} from '../../../source/lab/attach/listing.js';
import {releasedBy} from '../../../source/lab/attach/released.js';
import {releasedWords} from '../../../source/wording/released-words.js';
import {
	attachStory,
	busyListing,
	lookAt,
	opened,
} from '../../helpers/attach-story.js';

const killed: readonly AttachEventBody[] = [
	...opened,
	{type: 'attached', connectionId: '42'},
	{type: 'looked', look: lookAt(1000)},
	{type: 'kill-sent', kind: 'connection', statement: 'KILL CONNECTION 42'},
	{type: 'kill-accepted'},
];

/** What is told of 43, which waited for 42, and of 50, which waited for 43, once these waits are seen. */
function told(waits?: readonly LockWait[]): string | undefined {
	const {victim, listing} = attachStory(
		...killed,
		...(waits
			? [
					1000,
					{
						type: 'listed',
						listing: {...busyListing, waits},
						pause: 1000,
					} as const,
				]
			: []),
	).state;
	const released = victim && releasedBy(victim, listing);
	return released && releasedWords(released, '42');
}

test('until all were looked at again nothing is told', t => {
	t.is(
		told(),
		'Those that waited for it have not been looked at since the KILL.',
	);
});

test('all go on', t => {
	t.is(told([]), 'Of 2 connections that waited for it, none waits any more.');
});

test('the first goes on, and the next one waits for it now', t => {
	t.is(
		told([{waiter: '50', blocker: '43', lock: 'metadata'}]),
		'Of 2 connections that waited for it, 43 goes on; 50 still waits, for 43 now.',
	);
});

test('both still wait, one for nobody that is seen', t => {
	t.is(
		told([
			{waiter: '43', lock: 'row'},
			{waiter: '50', blocker: '43', lock: 'metadata'},
		]),
		'Of 2 connections that waited for it, 43 still waits; 50 still waits, for 43 now.',
	);
});

test('while it is being undone they wait for it', t => {
	t.is(
		told([
			{waiter: '43', blocker: '42', lock: 'row'},
			{waiter: '50', blocker: '43', lock: 'metadata'},
		]),
		'Of 2 connections that waited for it, 43 still waits for it; 50 still waits, for 43 now.',
	);
});

test('nobody waited', t => {
	const {victim, listing} = attachStory(
		{type: 'attached', connectionId: '42'},
		...killed.slice(opened.length + 1),
	).state;
	t.is(victim && releasedBy(victim, listing), undefined);
});

test('many are counted', t => {
	const free = ['1', '2', '3', '4', '5', '6'];
	t.is(
		releasedWords(
			{
				free,
				waiting: [
					{id: '7', blocker: '1'},
					{id: '8', blocker: '1'},
				],
			},
			'42',
		),
		'Of 8 connections that waited for it, 1, 2, 3, 4 and 2 more go on; 7, 8 still wait, for 1 now.',
	);
});
