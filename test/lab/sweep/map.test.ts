import test from 'ava';
import {createMap} from '../../../source/lab/sweep/map.js';
import {type Trial} from '../../../source/lab/sweep/trial.js';

const trial: Trial = {
	workload: 'update',
	kind: 'query',
	aim: 'query@execute:50%',
	landed: 'execute',
	effect: 'interrupted',
	answered: 0.5,
	bit: 12,
	outcome: 'rolled back whole',
};

test('trials are counted where they landed', t => {
	const map = createMap();
	map.add(trial);
	map.add({...trial, bit: 3, answered: 0.7});
	const {bit, answered, outcome, ...tooLate} = trial;
	map.add({...tooLate, effect: 'too-late', answered: 1});
	map.add({...trial, landed: 'commit', effect: 'too-late', kind: 'query'});
	map.add({...trial, kind: 'connection', effect: 'disconnected'});
	map.add({...trial, workload: 'delete'});
	t.is(map.trials(), 6);
	const [first, ...others] = map.cells();
	t.deepEqual(first, {
		workload: 'update',
		phase: 'execute',
		kind: 'query',
		effects: {interrupted: 2, 'too-late': 1},
		outcomes: {'rolled back whole': 2},
		answered: [0.5, 0.7, 1],
		bit: [12, 3],
	});
	t.deepEqual(
		others.map(({workload, phase, kind}) => [workload, phase, kind]),
		[
			['update', 'commit', 'query'],
			['update', 'execute', 'connection'],
			['delete', 'execute', 'query'],
		],
	);
});

test('an empty map has no cell', t => {
	t.deepEqual(createMap().cells(), []);
});
