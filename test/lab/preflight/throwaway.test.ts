import test from 'ava';
import {
	checkThrowaway,
	isThrowaway,
} from '../../../source/lab/preflight/throwaway.js';

for (const [folder, expected] of [
	['/tmp/kill-lab-HRp7b5/data/', true],
	['/var/tmp/kill-lab-abcDEF/data', true],
	['/private/tmp/kill-lab-abcDEF/data/', true],
	['/var/lib/mysql/', false],
	['/tmp/kill-lab-HRp7b5/', false],
	['/tmp/kill-lab-HRp7b5/data/other/', false],
	['/tmp/my-kill-lab-HRp7b5/data/', false],
	['/home/ann/kill-lab-copy/data/', false],
	['', false],
	['undefined', false],
] as const) {
	test(`data in "${folder}"`, t => {
		t.is(isThrowaway(folder), expected);
	});
}

test('any other server stops a run that is for a throwaway server only, and no other run', t => {
	const variables = new Map([['datadir', '/var/lib/mysql/']]);
	const throwawayOnly = 'its lock would stop everybody';
	t.like(checkThrowaway({variables}, {throwawayOnly}), [
		{
			type: 'stop',
			what: 'datadir',
			value: '/var/lib/mysql/',
			why: 'on another server its lock would stop everybody',
		},
	]);
	t.deepEqual(checkThrowaway({variables}, {}), []);
	t.deepEqual(
		checkThrowaway(
			{variables: new Map([['datadir', '/tmp/kill-lab-HRp7b5/data/']])},
			{throwawayOnly},
		),
		[],
	);
});

test('a server that does not say where its data are stops such a run', t => {
	t.like(
		checkThrowaway({variables: new Map()}, {throwawayOnly: 'it would stop'}),
		[{type: 'stop', value: 'not shown'}],
	);
});
