import test from 'ava';
import {trialsOf, type Trial} from '../../../source/lab/sweep/trial.js';
import {brokenPipe, story} from '../../helpers/story.js';

const executing = {columns: ['Execute', 'executing']} as const;

/** The only trial of a story. */
function trialIn(told: ReturnType<typeof story>): Trial | undefined {
	const trials = trialsOf(told.run);
	return trials.length === 1 ? trials[0] : undefined;
}

test('a statement that a KILL QUERY interrupts', t => {
	const told = story()
		.starts({files: 1})
		.inserts()
		.uploads(1)
		.sent()
		.after(20)
		.kills('query')
		.after(2)
		.acknowledgedIn(...executing.columns)
		.after(5)
		.fails()
		.statement('rollback')
		.ok()
		.looks()
		.finds('rolled back whole');
	t.deepEqual(trialIn(told), {
		workload: 'blobs',
		outcome: 'rolled back whole',
		kind: 'query',
		aim: '',
		landed: 'execute',
		effect: 'interrupted',
		at: 22,
		answered: 2,
		bit: 5,
		returned: 1317,
	});
});

test('a KILL CONNECTION: the client sees it before the OK', t => {
	const told = story()
		.starts({files: 1})
		.inserts()
		.uploads(0.5)
		.kills('connection')
		.drops(brokenPipe)
		.acknowledged()
		.looks()
		.seesNothing()
		.finds('rolled back whole');
	const trial = trialIn(told);
	t.is(trial?.effect, 'disconnected');
	t.is(trial?.landed, 'upload');
	t.is(trial?.returned, 'lost');
	t.true((trial?.bit ?? 0) < 0);
});

test('outside of a target there is no place in one, and an effect that ends nothing has no time', t => {
	const told = story()
		.starts({files: 1})
		.kills('query')
		.acknowledged()
		.generates()
		.looks()
		.findsOutNothing('nobody may look');
	t.deepEqual(trialIn(told), {
		workload: 'blobs',
		outcome: 'unknown',
		reason: 'nobody may look',
		kind: 'query',
		aim: '',
		landed: 'idle',
		effect: 'no-statement',
		answered: 1,
	});
});

test('a kill whose moment never came is a trial too', t => {
	const told = story()
		.starts({files: 1})
		.emit({
			type: 'kill-unsent',
			plan: {
				kind: 'query',
				moment: {type: 'phase', phase: 'upload', step: 3, part: 0.5},
			},
		})
		.looks()
		.finds('committed whole');
	t.deepEqual(trialIn(told), {
		workload: 'blobs',
		outcome: 'committed whole',
		kind: 'query',
		aim: 'query@4:upload:50%',
		landed: 'unsent',
		effect: 'unsent',
	});
});
