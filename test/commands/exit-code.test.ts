import test from 'ava';
import {exitCodeOf, exitCodes} from '../../source/commands/exit-code.js';
import {
	committed,
	committedUnseen,
	disconnected,
	partial,
	rolledBack,
} from '../helpers/stories.js';
import {story, type Story} from '../helpers/story.js';

const cases: ReadonlyArray<readonly [number, string, Story]> = [
	[0, 'committed whole', committed()],
	[0, 'committed whole, although the client never knew', committedUnseen()],
	[0, 'rolled back whole by KILL QUERY', rolledBack()],
	[0, 'rolled back whole by KILL CONNECTION', disconnected()],
	[3, 'PARTIAL', partial()],
	[4, 'unknown', story().starts().looks().findsOutNothing('denied')],
	[4, 'no verdict', story().starts().stores()],
	[
		1,
		'rolled back whole without a kill',
		story()
			.starts()
			.generates()
			.breaks('no space left on device')
			.statement('rollback')
			.ok()
			.looks()
			.finds('rolled back whole'),
	],
	[
		1,
		'rolled back whole after a kill that was lost, for another reason',
		story()
			.starts()
			.inserts()
			.kills('query')
			.acknowledged()
			.sent()
			.ok()
			.generates()
			.breaks('no space left on device')
			.statement('rollback')
			.ok()
			.looks()
			.finds('rolled back whole'),
	],
	[
		1,
		'rolled back whole after a kill that was refused, for another reason',
		story()
			.starts()
			.inserts()
			.kills('connection')
			.refused({errno: 1095, message: 'You are not owner'})
			.fails({errno: 1197, message: 'max_binlog_cache_size'})
			.statement('rollback')
			.ok()
			.looks()
			.finds('rolled back whole'),
	],
];

for (const [code, title, {run}] of cases) {
	test(`${code}: ${title}`, t => {
		t.is(exitCodeOf(run), code);
	});
}

const insisted: ReadonlyArray<
	readonly [number, 'committed' | 'rolled-back', string, Story]
> = [
	[0, 'committed', 'committed whole', committed()],
	[4, 'rolled-back', 'committed whole', committed()],
	[0, 'rolled-back', 'rolled back whole', rolledBack()],
	[4, 'committed', 'rolled back whole', disconnected()],
	[3, 'committed', 'PARTIAL', partial()],
	[4, 'committed', 'no verdict', story().starts().stores()],
];

for (const [code, expect, title, {run}] of insisted) {
	test(`${code}: ${title} where ${expect} is expected`, t => {
		t.is(exitCodeOf(run, expect), code);
	});
}

test('the codes that the help and the readme tell', t => {
	t.deepEqual(exitCodes, {
		atomic: 0,
		error: 1,
		usage: 2,
		violated: 3,
		unverified: 4,
		interrupted: 130,
	});
});
