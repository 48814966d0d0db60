import test from 'ava';
import {selectRows} from '../../../../source/lab/workloads/insert-select/select-rows.js';

/** How many rows the joined tables give, and the largest factor. */
function joined(rows: number): number {
	const from = selectRows(rows).split(' FROM (SELECT ').at(-1) ?? '';
	return from
		.split(' STRAIGHT_JOIN ')
		.map(table => table.split('UNION ALL').length)
		.reduce((product, length) => product * length, 1);
}

for (const rows of [1, 2, 9, 10, 11, 100, 101, 40_000, 400_000, 8_000_000]) {
	test(`${rows} rows are made from few more`, t => {
		const made = joined(rows);
		t.true(made >= rows);
		t.true(made <= Math.max(10, 2 * rows));
		t.true(selectRows(rows).endsWith(`WHERE id <= ${rows}`));
	});
}
