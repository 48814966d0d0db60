import test from 'ava';
import {rollbackTimeOf} from '../../../source/lab/history/rollback-time.js';
import {story, type Story} from '../../helpers/story.js';

const undoing = {
	thread: {type: 'alive', command: 'Query', state: 'query end'},
	transaction: {type: 'open', state: 'ROLLING BACK', rows: 9},
} as const;

function working(): Story {
	const told = story().starts().inserts().uploads(1).after(0).sent();
	return told.after(50).seesThread('Query', 'executing', 9);
}

/** The time of the newest kill. */
function timeOf({run}: Story) {
	const kill = run.kills.at(-1);
	return kill && rollbackTimeOf(run, kill);
}

test('from the first look that met it to the one that found the transaction gone', t => {
	const told = working().kills('connection').acknowledged().drops();
	t.is(timeOf(told), undefined);
	const from = told.after(80).sees(undoing).now;
	t.is(timeOf(told), undefined);
	const to = told.after(500).seesNothing().now;
	t.deepEqual(timeOf(told), {from, to});
});

test('what a KILL QUERY had undone already is not all of it', t => {
	const told = working().kills('query').acknowledged();
	told.after(50).sees(undoing);
	told.after(400).kills('connection').acknowledged().drops();
	const from = told.after(10).sees(undoing).now;
	const to = told.after(600).seesNothing().now;
	t.deepEqual(timeOf(told), {from, to, isRest: true});
});
