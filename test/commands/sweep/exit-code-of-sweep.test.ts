import test from 'ava';
import {exitCodeOfSweep} from '../../../source/commands/sweep/exit-code-of-sweep.js';
import {began, swept, trial} from '../../helpers/sweep-story.js';

const one = began({workloads: began().workloads.slice(0, 1), trials: 1});

test('a sweep that has tried everything is a success', t => {
	t.is(exitCodeOfSweep(swept([trial()], one)), 0);
});

test('partial data are the gravest, but where no transaction promises more', t => {
	const partial = trial({outcome: 'PARTIAL'});
	t.is(exitCodeOfSweep(swept([partial], one)), 3);
	const [planned] = one.workloads;
	const ofMyisam = began({
		...one,
		workloads: planned
			? [{...planned, workload: {...planned.workload, name: 'myisam'}}]
			: [],
	});
	t.is(exitCodeOfSweep(swept([{...partial, workload: 'myisam'}], ofMyisam)), 0);
});

test('data that nobody could look at are not verified', t => {
	t.is(exitCodeOfSweep(swept([trial({outcome: 'unknown'})], one)), 4);
	t.is(exitCodeOfSweep(swept([trial({outcome: undefined})], one)), 4);
});

test('what was left, or refused, is no success', t => {
	t.is(exitCodeOfSweep(swept([], one)), 130);
	t.is(exitCodeOfSweep(undefined), 130);
	t.is(
		exitCodeOfSweep(
			swept([{type: 'refused', workload: 'update', why: 'no'}], one),
		),
		1,
	);
});

test('of all workloads one that the server cannot run is no error', t => {
	t.is(
		exitCodeOfSweep(
			swept([{type: 'refused', workload: 'update', why: 'no'}], {
				...one,
				all: true,
			}),
		),
		0,
	);
});
