import test from 'ava';
import {describeLater, describeMoment} from '../../source/ui/moment-words.js';
import {rolledBack} from '../helpers/stories.js';
import {story, type Story} from '../helpers/story.js';

/** The words for the newest moment. */
function words({events, state}: Story): string {
	const at = events.at(-1)?.at;
	return describeMoment(
		events.filter(event => event.at === at),
		state,
	);
}

const cases: ReadonlyArray<readonly [tell: () => Story, words: string]> = [
	[() => story().starts().generates(), 'random_file-0.bin begins'],
	[() => story().starts(), 'BEGIN ends: OK'],
	[() => story().starts().inserts(), 'INSERT begins'],
	[() => story().starts().inserts().sent(), 'the kernel has all of INSERT'],
	[() => story().starts().inserts().uploads(0.5), 'a part of the step is done'],
	[
		() => story().starts().inserts().kills('query'),
		'kill 1 is sent: KILL QUERY',
	],
	[
		() => story().starts().inserts().kills('query').acknowledged(),
		'kill 1: the server has accepted it',
	],
	[
		() =>
			story().starts().inserts().sent().kills('query').acknowledged().fails(),
		'kill 1: interrupted; INSERT ends: error 1317',
	],
	[
		() =>
			story()
				.starts()
				.inserts()
				.kills('query')
				.refused({errno: 1095, message: 'no'}),
		'kill 1: refused; kill 1: error 1095',
	],
	[
		() => story().starts().inserts().sent().fails({message: 'a full disk'}),
		'INSERT ends: an error',
	],
	[rolledBack, 'verdict: rolled back whole'],
	[() => story().plans(), 'what the runs will do'],
];

for (const [tell, expected] of cases) {
	test(`a moment is called "${expected}"`, t => {
		t.is(words(tell()), expected);
	});
}

test('a statement that is cut off, a run that begins, and a statement that the state has lost', t => {
	const {events, state} = story().starts().inserts().drops();
	const [lost] = events.slice(-2);
	t.is(
		describeMoment(lost ? [lost] : [], state),
		'INSERT ends: the connection is lost',
	);
	const [, begun] = events;
	t.is(describeMoment(begun ? [begun] : [], state), 'run 1 begins');
	t.is(
		describeMoment([{type: 'statement-sent', statement: 99, at: 1}], state),
		'the kernel has all of a statement',
	);
	t.is(describeMoment([], state), '');
});

test('how much later', t => {
	t.is(describeLater(undefined), '');
	t.is(describeLater(142), ' (142 ms later)');
});
