import test from 'ava';
import {
	strayErrors,
	type StrayError,
} from '../../../source/lab/history/stray-errors.js';
import {disconnected, rolledBack} from '../../helpers/stories.js';
import {
	brokenPipe,
	interrupted,
	story,
	type Story,
} from '../../helpers/story.js';

const lockWait = {errno: 1205, message: 'Lock wait timeout exceeded'};

const cases: ReadonlyArray<
	readonly [title: string, tell: () => Story, errors: readonly StrayError[]]
> = [
	['a kill that interrupts', rolledBack, []],
	['a kill that disconnects', disconnected, []],
	[
		'an INSERT that still runs',
		() => story().starts().inserts().uploads(0.5),
		[],
	],
	[
		'an INSERT that fails, with its file',
		() => story().starts().stores().inserts().sent().fails(lockWait),
		[{type: 'statement', name: 'INSERT', step: 1, failure: lockWait}],
	],
	[
		'a COMMIT that fails, which has no file',
		() =>
			story().starts({files: 1}).stores().statement('commit').fails(lockWait),
		[{type: 'statement', name: 'COMMIT', failure: lockWait}],
	],
	[
		'1317, and the kill of the lab has no effect yet',
		() => story().starts().inserts().sent().kills('query').fails(),
		[{type: 'statement', name: 'INSERT', step: 0, failure: interrupted}],
	],
	[
		'a connection that is lost during a statement is reported once',
		() => story().starts().inserts().drops(),
		[{type: 'statement', name: 'INSERT', step: 0, failure: brokenPipe}],
	],
	[
		'a connection that is lost while a kill has no effect yet',
		() => story().starts().kills('query').closes(),
		[{type: 'connection', failure: brokenPipe}],
	],
	[
		'a connection that is lost before the look',
		() => story().starts().generates().closes().looks(),
		[{type: 'connection', failure: brokenPipe}],
	],
	[
		'a connection that is lost at the same moment as the look begins',
		() => story().starts().generates().looks().after(0).closes(),
		[],
	],
	[
		'a connection that is lost after a kill made the server roll COMMIT back',
		() =>
			story()
				.starts({files: 1})
				.stores()
				.statement('commit')
				.sent()
				.kills('query')
				.acknowledged()
				.fails()
				.closes(),
		[],
	],
	[
		'a full disk of this machine, and the connection lost',
		() => story().starts().generates().breaks('no space left').closes(),
		[
			{type: 'broken', message: 'no space left'},
			{type: 'connection', failure: brokenPipe},
		],
	],
];

for (const [title, tell, errors] of cases) {
	test(title, t => {
		t.deepEqual(strayErrors(tell().run), errors);
	});
}
