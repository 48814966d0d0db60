import test from 'ava';
import {waitOnce, type Cell} from './waits.js';

/** A part of the wait matrix: each obstacle, each end and both flavours once. `npm run soak -- waits` runs all of it. */
const cells: readonly Cell[] = [
	{
		flavour: 'mysql',
		statement: 'truncate',
		obstacle: 'metadata lock',
		end: 'Ctrl-C',
	},
	{
		flavour: 'mariadb',
		statement: 'drop',
		obstacle: 'FLUSH TABLES WITH READ LOCK',
		end: 'SIGTERM',
	},
	{
		flavour: 'mariadb',
		statement: 'create',
		obstacle: 'semi-sync without a replica',
		end: 'nothing',
	},
	{
		flavour: 'mysql',
		statement: 'read',
		obstacle: 'stopped server',
		end: 'Ctrl-C twice',
	},
	{
		flavour: 'mysql',
		statement: 'readings',
		obstacle: 'silent network',
		end: 'nothing',
	},
];

/** In s. Quitting ends the wait by itself, however busy the machine is; `npm run soak -- waits` measures how soon. */
const busyLimit = 4;

for (const cell of cells) {
	test.serial(
		`${cell.flavour}: ${cell.statement} behind ${cell.obstacle}, then ${cell.end}`,
		async t => {
			const {wrong, output} = await waitOnce(cell, busyLimit);
			t.log(output);
			t.deepEqual(wrong, []);
		},
	);
}
