import test from 'ava';
import {parseRate, parseSize} from '../source/size.js';

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

const rates: ReadonlyArray<readonly [string, number | undefined]> = [
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

for (const [text, bytes] of rates) {
	test(`rate "${text}"`, t => {
		t.is(parseRate(text), bytes);
	});
}
