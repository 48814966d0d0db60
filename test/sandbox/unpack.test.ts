import test from 'ava';
import {parseLibraries} from '../../source/sandbox/unpack.js';

test("counts libraries of the host as missing, because they are another system's", t => {
	const text = `
	linux-vdso.so.1 (0x00007ffd)
	libz.so.1 => /work-1/root/usr/lib/libz.so.1 (0x00007f01)
	libc.so.6 => /usr/lib/libc.so.6 (0x00007f02)
	libevil.so.1 => /work-1/root-2/libevil.so.1 (0x00007f03)
	libaio.so.1t64 => not found
	/lib64/ld-linux-x86-64.so.2 (0x00007f04)
`;
	t.deepEqual(parseLibraries(text, '/work-1/root'), [
		{name: 'libz.so.1', file: '/work-1/root/usr/lib/libz.so.1'},
		{name: 'libc.so.6', file: undefined},
		{name: 'libevil.so.1', file: undefined},
		{name: 'libaio.so.1t64', file: undefined},
	]);
});
