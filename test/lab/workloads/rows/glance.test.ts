import test from 'ava';
import {changedRows} from '../../../../source/lab/workloads/rows/glance.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {plan} from '../../../helpers/story.js';

for (const [rows, ids] of [
	[1, '1'],
	[3, '1, 2, 3'],
	[10, '1, 2, 3, 4, 5, 6, 7, 8, 9, 10'],
	[1000, '1, 112, 223, 334, 445, 556, 667, 778, 889, 1000'],
] as const) {
	test(`the sample of ${rows} rows is spread over all of them`, t => {
		t.deepEqual(
			changedRows('`a`.`b`', {...plan, ...rowsPlan('update', rows)}),
			{
				from: `FROM \`a\`.\`b\` FORCE INDEX (PRIMARY) WHERE id IN (${ids}) AND version > 0`,
				of: ids.split(', ').length,
			},
		);
	});
}
