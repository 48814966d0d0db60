import test from 'ava';
import {
	formatAmount,
	formatBytes,
	formatDuration,
	formatRate,
	parseRate,
	parseSize,
} from '../source/format.js';

const megabyte = 1024 ** 2;

const bytes: ReadonlyArray<readonly [number, string]> = [
	[0, '0 B'],
	[1, '1 B'],
	[1000, '1000 B'],
	[1023, '1023 B'],
	[1024, '1 KB'],
	[1536, '1.5 KB'],
	[megabyte - 1, '1 MB'],
	[megabyte, '1 MB'],
	[49.84 * megabyte, '49.8 MB'],
	[99.96 * megabyte, '100 MB'],
	[100 * megabyte, '100 MB'],
	[1000 * megabyte, '1000 MB'],
	[1023 * megabyte, '1023 MB'],
	[1.5 * 1024 * megabyte, '1.5 GB'],
	[1.234 * 1024 * megabyte, '1.23 GB'],
];

for (const [number, text] of bytes) {
	test(`${number} bytes`, t => {
		t.is(formatBytes(number), text);
	});
}

const rates: ReadonlyArray<readonly [number, string]> = [
	[0, '0 B/s'],
	[1536, '1.5 KB/s'],
	[megabyte, '1.0 MB/s'],
	[49.84 * megabyte, '49.8 MB/s'],
	[100 * megabyte, '100.0 MB/s'],
	[1.5 * 1024 * megabyte, '1.5 GB/s'],
];

for (const [number, text] of rates) {
	test(`${text} from ${number} bytes per second`, t => {
		t.is(formatRate(number), text);
	});
}

const durations: ReadonlyArray<readonly [number, string]> = [
	[0, '0.0 ms'],
	[0.04, '0.0 ms'],
	[0.44, '0.4 ms'],
	[9.94, '9.9 ms'],
	[9.96, '10 ms'],
	[10, '10 ms'],
	[312.4, '312 ms'],
	[999.4, '999 ms'],
	[999.6, '1.0 s'],
	[1000, '1.0 s'],
	[1240, '1.2 s'],
	[59_940, '59.9 s'],
	[59_960, '1m'],
	[60_000, '1m'],
	[123_400, '2m 3s'],
	[3_723_000, '1h 2m 3s'],
];

for (const [ms, text] of durations) {
	test(`${ms} ms`, t => {
		t.is(formatDuration(ms), text);
	});
}

test('no duration below a minute is longer than six characters', t => {
	const long = [];
	for (let ms = 0; ms < 59_900; ms += 0.07) {
		const text = formatDuration(ms);
		if (text.length > 6) {
			long.push(text);
		}
	}

	t.deepEqual([...new Set(long)], []);
});

test('at a limit the larger unit is used', t => {
	t.deepEqual(
		[9.949, 9.95, 999.4, 999.5, 59_949, 59_950].map(ms => formatDuration(ms)),
		['9.9 ms', '10 ms', '999 ms', '1.0 s', '59.9 s', '1m'],
	);
	t.is(formatRate(1000 * 1024 ** 2), '1000 MB/s');
});

const k = 1024;

const sizes: ReadonlyArray<readonly [string, number | undefined]> = [
	['1', 1],
	['4096', 4096],
	['4096B', 4096],
	['64k', 64 * k],
	['64K', 64 * k],
	['64kB', 64 * k],
	['64KiB', 64 * k],
	['100M', 100 * k ** 2],
	['100MB', 100 * k ** 2],
	['100mb', 100 * k ** 2],
	['100MiB', 100 * k ** 2],
	['100 MB', 100 * k ** 2],
	[' 100MB ', 100 * k ** 2],
	['1.5GB', 1.5 * k ** 3],
	['1G', k ** 3],
	['0.5k', 512],
	['0.001k', 1],
	['8388607G', 8_388_607 * k ** 3],
	['', undefined],
	['0', undefined],
	['0.4', undefined],
	['0MB', undefined],
	['-1', undefined],
	['+1', undefined],
	['.5k', undefined],
	['1.k', undefined],
	['1,5k', undefined],
	['1e3', undefined],
	['0x10', undefined],
	['MB', undefined],
	['1T', undefined],
	['1TB', undefined],
	['1 M B', undefined],
	['1MB/s', undefined],
	['1bi', undefined],
	['1iB', undefined],
	['1MBB', undefined],
	['8388608G', undefined],
	['9007199254740993', undefined],
	['Infinity', undefined],
	['NaN', undefined],
];

for (const [text, bytes] of sizes) {
	test(`size "${text}"`, t => {
		t.is(parseSize(text), bytes);
	});
}

const givenRates: ReadonlyArray<readonly [string, number | undefined]> = [
	['20MB/s', 20 * k ** 2],
	['20MB/S', 20 * k ** 2],
	['20MB /s', 20 * k ** 2],
	['20MB', 20 * k ** 2],
	['1024', 1024],
	['1k/s', 1024],
	['0/s', undefined],
	['/s', undefined],
	['20MB/h', undefined],
	['20MB/s/s', undefined],
	['20MBs', undefined],
	['20MB/ s', undefined],
	['20/sMB', undefined],
	[' 20MB/s ', 20 * k ** 2],
	['max', undefined],
];

for (const [text, bytes] of givenRates) {
	test(`rate "${text}"`, t => {
		t.is(parseRate(text), bytes);
	});
}

for (const [amount, unit, text] of [
	[1024, 'bytes', '1 KB'],
	[0, 'rows', '0 rows'],
	[1, 'rows', '1 row'],
	[999, 'rows', '999 rows'],
	[1000, 'rows', '1,000 rows'],
	[1_234_567, 'rows', '1,234,567 rows'],
] as const) {
	test(`${amount} ${unit} are written as ${text}`, t => {
		t.is(formatAmount(amount, unit), text);
	});
}
