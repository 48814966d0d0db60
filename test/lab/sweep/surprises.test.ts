import test from 'ava';
import {workloadMap} from '../../../source/lab/sweep/map-rows.js';
import {surpriseWords} from '../../../source/wording/sweep-words.js';
import {began, swept, trial} from '../../helpers/sweep-story.js';

function surprises(...lines: Parameters<typeof swept>[0]): readonly string[] {
	const [tried] = swept(lines).tried;
	return tried ? surpriseWords(workloadMap(tried, began().server)) : [];
}

test('what the program expects is no surprise', t => {
	t.deepEqual(
		surprises(
			trial(),
			trial({effect: 'too-late?'}),
			trial({landed: 'send', effect: 'lost'}),
			trial({kind: 'connection', effect: 'disconnected'}),
			trial({landed: 'unsent', effect: 'unsent'}),
			trial({effect: 'unknown'}),
		),
		[],
	);
});

test('what it does not expect is told with its count', t => {
	t.deepEqual(surprises(trial(), trial({effect: 'lost'})), [
		'Not known so far: KILL QUERY in execute lost, 1 of 2.',
	]);
	t.deepEqual(surprises(trial({kind: 'connection', effect: 'lost'})), [
		'Not known so far: KILL CONNECTION in execute lost, 1 of 1.',
	]);
});

const mariadb = {
	flavour: 'mariadb',
	version: '10.11.14',
	product: 'MariaDB 10.11.14',
} as const;

function on(
	server: typeof mariadb | {readonly version: string},
	effect: 'lost' | 'refused',
) {
	const [tried] = swept([trial({effect})]).tried;
	return tried
		? surpriseWords(workloadMap(tried, {...mariadb, ...server}))
		: [];
}

test('a known bug stands beside what it may be behind, with what the version says of it', t => {
	const [words = ''] = on(mariadb, 'lost');
	t.regex(
		words,
		/^Not known so far: KILL QUERY in execute lost, 1 of 1\. It may be MDEV-37198: an UPDATE .*; mended in 10\.11\.15, 11\.4\.9, 11\.8\.4, and this version is older\.$/,
	);
	t.regex(
		on({version: '10.11.15'}, 'lost')[0] ?? '',
		/so this version should not have it\.$/,
	);
	t.regex(
		on({version: '10.5.29'}, 'lost')[0] ?? '',
		/of this series nobody has told\.$/,
	);
	t.notRegex(on(mariadb, 'refused')[0] ?? 'MDEV', /MDEV/);
});
