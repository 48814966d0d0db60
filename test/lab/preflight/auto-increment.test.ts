import test from 'ava';
import {checkAutoIncrement} from '../../../source/lab/preflight/auto-increment.js';

function check(value: string | undefined, isNeeded = true) {
	return checkAutoIncrement(
		{
			variables: new Map(
				value === undefined ? [] : [['innodb_autoinc_lock_mode', value]],
			),
		},
		isNeeded
			? {autoIncrementLock: {why: 'nothing waits', instead: 'do not'}}
			: {},
	);
}

for (const value of ['0', '1']) {
	test(`with ${value} an INSERT can wait for the AUTO-INC lock`, t => {
		t.like(check(value), [{type: 'ok', value}]);
	});
}

test('with 2 a run that needs it is stopped, and no other', t => {
	t.like(check('2'), [
		{
			type: 'stop',
			what: 'innodb_autoinc_lock_mode',
			value: '2',
			needed: '0 or 1',
			why: 'nothing waits',
			mend: {type: 'advice', instead: 'do not'},
		},
	]);
	t.deepEqual(check('2', false), []);
});

test('a server that does not say stops nothing', t => {
	t.like(check(undefined), [{type: 'hidden'}]);
});
