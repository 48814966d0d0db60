import test from 'ava';
import {createPauseGate} from '../../../source/commands/sweep/pause-gate.js';

test('an open gate lets everybody pass, a shut one nobody until it opens', async t => {
	const gate = createPauseGate(new AbortController().signal);
	await gate.ready();
	t.true(gate.toggle());
	let passed = 0;
	const waiting = [gate.ready(), gate.ready()].map(async ready => {
		await ready;
		passed++;
	});
	await Promise.resolve();
	t.is(passed, 0);
	t.false(gate.toggle());
	await Promise.all(waiting);
	t.is(passed, 2);
});

test('whoever quits waits at no gate', async t => {
	const leave = new AbortController();
	const gate = createPauseGate(leave.signal);
	gate.toggle();
	const waiting = gate.ready();
	leave.abort();
	await t.notThrowsAsync(waiting);
	gate.toggle();
	await t.notThrowsAsync(gate.ready());
});
