import test from 'ava';
import {isThrowaway} from '../../../../source/lab/workloads/sql/require-throwaway.js';

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
