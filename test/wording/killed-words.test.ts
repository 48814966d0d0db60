import test from 'ava';
import {type AttachEventBody} from '../../source/lab/attach/attach-event.js';
import {killedWords} from '../../source/wording/killed-words.js';
import {
	attachStory,
	lookAt,
	lookAtNothing,
	opened,
} from '../helpers/attach-story.js';

const attached = [
	...opened,
	{type: 'attached', connectionId: '42'} as const,
	{type: 'looked', look: lookAt(1000)} as const,
];
const sentQuery = {
	type: 'kill-sent',
	kind: 'query',
	statement: 'KILL QUERY 42',
} as const;
const sentConnection = {
	type: 'kill-sent',
	kind: 'connection',
	statement: 'KILL CONNECTION 42',
} as const;

function wordsAfter(...events: readonly AttachEventBody[]) {
	const {victim} = attachStory(...attached, ...events).state;
	return victim && killedWords(victim);
}

test('each kill has its entry, and the last one that was not refused its proof', t => {
	t.deepEqual(
		wordsAfter(
			sentQuery,
			{type: 'kill-accepted'},
			sentConnection,
			{type: 'kill-accepted'},
			{type: 'looked', look: lookAtNothing(1200)},
			sentQuery,
			{type: 'kill-refused', why: 'KILL QUERY 42 was refused (1094): no.'},
		),
		[
			{text: 'KILL QUERY 42: accepted', isProved: false},
			{
				text: 'KILL CONNECTION 42: proved: the connection is gone. Its transaction was rolled back (concluded: open 0.0 ms before the KILL, it is gone, and nothing that ran can have committed it)',
				isProved: true,
			},
			{text: 'KILL QUERY 42 was refused (1094): no.', isProved: false},
		],
	);
});

test('a kill that was not answered has nothing of the one before it', t => {
	const words = wordsAfter(
		sentQuery,
		{type: 'kill-accepted'},
		{type: 'looked', look: lookAt(1200)},
		sentConnection,
	);
	t.regex(words?.[0]?.text ?? '', /^KILL QUERY 42: not proved: /);
	t.deepEqual(words?.[1], {
		text: 'KILL CONNECTION 42: the server has not answered',
		isProved: false,
	});
	t.deepEqual(wordsAfter(sentQuery), [
		{text: 'KILL QUERY 42: the server has not answered', isProved: false},
	]);
	t.deepEqual(wordsAfter(), []);
});
