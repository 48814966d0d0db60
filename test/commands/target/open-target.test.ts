import test from 'ava';
import {openTarget} from '../../../source/commands/target/open-target.js';
import {Refusal} from '../../../source/refusal.js';

test('a sandbox that is not available is refused, with what to do', async t => {
	const {signal} = new AbortController();
	const target = {type: 'sandbox', program: '/nowhere/mysqld'} as const;
	const error = await t.throwsAsync(
		openTarget(target, signal, () => undefined),
		{instanceOf: Refusal},
	);
	t.regex(error.message, /\/nowhere\/mysqld is not available/);
	t.regex(error.message, /Install one/);
});

test('quitting while the sandbox starts prints nothing', async t => {
	const reason = new Error('left');
	await t.throwsAsync(
		openTarget({type: 'sandbox'}, AbortSignal.abort(reason), () => undefined),
		{is: reason},
	);
});
