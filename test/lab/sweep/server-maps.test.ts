import test from 'ava';
import {serverMaps} from '../../../source/lab/sweep/server-maps.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {began, swept, trial} from '../../helpers/sweep-story.js';

const mariadb = {
	server: {
		flavour: 'mariadb',
		version: '11.8.9',
		product: 'MariaDB 11.8.9',
	},
} as const;

test('what two sweeps of one server tried alike is one map', t => {
	const maps = serverMaps([
		swept([trial({trial: 1}), trial({trial: 2})]),
		swept([trial({trial: 1})], began(mariadb)),
		swept([trial({trial: 1, effect: 'too-late'})], began({seed: 'eight'})),
	]);
	t.deepEqual(
		maps.map(({server, sweeps, tried}) => [
			server.product,
			sweeps.map(({seed}) => seed),
			tried.map(({workload, trials}) => `${workload} ${trials.length}`),
		]),
		[
			['MySQL 9.7.4', ['seven', 'eight'], ['update 3', 'delete 0']],
			['MariaDB 11.8.9', ['seven'], ['update 1', 'delete 0']],
		],
	);
	t.is(maps[0]?.tried[0]?.trials[2]?.effect, 'too-late');
});

test('more rows are another map, and the order is that of the list of workloads', t => {
	const [maps] = serverMaps([
		swept([trial()], began({workloads: [rowsPlan('sort', 10)]})),
		swept([trial()]),
		swept([trial()], began({workloads: [rowsPlan('update', 2000)]})),
	]);
	t.deepEqual(
		maps?.tried.map(({workload, trials}) => `${workload} ${trials.length}`),
		['update 1', 'update 1', 'delete 0', 'sort 0'],
	);
});

test('what one sweep could not try stays refused', t => {
	const refused = {
		type: 'refused',
		workload: 'update',
		why: 'The disk is full.',
	} as const;
	const [maps] = serverMaps([swept([refused]), swept([])]);
	t.is(maps?.tried[0]?.refused, 'The disk is full.');
});
