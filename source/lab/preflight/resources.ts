import {formatBytes} from '../../format.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {loggedBytes} from './bytes.js';
import {numericVariable, variable, type Readings} from './readings.js';

/**
The redo log and the buffer pool. A blob larger than either is no problem [measured: 300 MB with a buffer pool of 5 MB on MySQL 9.7, of 8 MB on MariaDB 10.11, and a redo log of 100 MB]; MySQL before 8.0 refuses one that is larger than a tenth of the redo log [manual].
*/
export function checkMemory(
	readings: Readings,
	{statement: {value: size, smaller}}: Demands,
): readonly Finding[] {
	const pool = numericVariable(readings, 'innodb_buffer_pool_size');
	const log =
		(numericVariable(readings, 'innodb_log_file_size') ?? 0) *
		(numericVariable(readings, 'innodb_log_files_in_group') ?? 1);
	const isOld =
		readings.product.flavour === 'mysql' &&
		Number.parseInt(readings.product.version, 10) < 8;
	return [
		...(pool === undefined
			? []
			: [
					{
						type: 'ok' as const,
						what: 'innodb_buffer_pool_size',
						value: formatBytes(pool),
						// Measured on MySQL 9.7: 8 to 10 times the blob.
						...(readings.product.flavour === 'mysql' && {
							note: `in addition, an insert of ${formatBytes(size)} takes up to ${formatBytes(10 * size)} of memory`,
						}),
					},
				]),
		...(isOld && log > 0 && size * 10 > log
			? [
					{
						type: 'stop' as const,
						what: 'innodb_log_file_size',
						value: `${formatBytes(log)} in total`,
						needed: formatBytes(10 * size),
						why: 'this version refuses a blob that is larger than a tenth of its redo log',
						mend: {
							type: 'advice' as const,
							instead: smaller,
						},
					},
				]
			: []),
	];
}

/** Free space where the server keeps its data, where it can be seen. */
export function checkSpace(
	readings: Readings,
	demands: Demands,
): readonly Finding[] {
	const what = 'free space';
	const {disks} = readings;
	if (disks.type === 'hidden') {
		return [{...disks, what}];
	}

	if (disks.value.length === 0) {
		return [
			{
				type: 'hidden',
				what,
				why: 'the plugin DISKS shows this account no disk',
				grant: 'FILE ON *.*',
			},
		];
	}

	const folder = variable(readings, 'datadir') ?? '/';
	const disk = disks.value
		.filter(({path}) =>
			`${folder}/`.startsWith(path === '/' ? '/' : `${path}/`),
		)
		.toSorted((a, b) => b.path.length - a.path.length)[0];
	if (!disk) {
		return [
			{
				type: 'hidden',
				what,
				why: `the plugin DISKS does not show the disk of ${folder}`,
			},
		];
	}

	// The rows, and what is logged of them.
	const {text, row} = loggedBytes(readings, demands);
	const needed = demands.data + demands.statements * (text + row);
	const value = `${formatBytes(disk.available)} at ${disk.path}`;
	return disk.available >= needed
		? [{type: 'ok', what, value}]
		: [
				{
					type: 'stop',
					what,
					value,
					needed: `about ${formatBytes(needed)}`,
					why: 'a full disk stops the server',
					mend: {
						type: 'advice',
						instead: demands.transaction.smaller,
					},
				},
			];
}
