import test from 'ava';
import {inRoom, lacksRoom, roomNote} from '../../source/sandbox/room.js';
import {SandboxError} from '../../source/sandbox/sandbox-error.js';

const free = (megabytes: number) => async () => megabytes * 1024 ** 2;
const label = 'MySQL 9.7.4 from Debian sid';

async function fails(): Promise<never> {
	throw new SandboxError('it ended: Failed to set size');
}

test('a server that fails on a small disk is told the room that it needs, in one line', async t => {
	const error = await t.throwsAsync(inRoom('/small', label, fails, free(20)), {
		instanceOf: SandboxError,
	});
	t.is(
		error.message,
		'MySQL 9.7.4 from Debian sid has too little room in /small: it takes up to 130 MB before the first row, and 20 MB are free. Set TMPDIR to a folder on a larger disk.',
	);
	// No other server, and no download, would have more of it.
	t.true(error.isFinal);
});

test("the file system's own error means the same there", async t => {
	const full = Object.assign(new Error('ENOSPC'), {
		code: 'ENOSPC',
		syscall: 'write',
	});
	const task = async () => {
		throw full;
	};

	await t.throwsAsync(inRoom('/small', label, task, free(0)), {
		instanceOf: SandboxError,
		message: /0 B are free/,
	});
});

test('where there is room, or nobody can say, a failure stays what it is', async t => {
	const message = 'it ended: Failed to set size';
	await t.throwsAsync(inRoom('/large', label, fails, free(130)), {message});
	const gone = async () => {
		throw new Error('gone');
	};

	await t.throwsAsync(inRoom('/gone', label, fails, gone), {message});
	t.false(await lacksRoom('/gone', gone));
});

test('an interrupted start is none of a disk', async t => {
	const reason = new Error('interrupted');
	const task = async () => {
		throw reason;
	};

	await t.throwsAsync(inRoom('/small', label, task, free(0)), {is: reason});
});

test('a disk on which a long run would end is told', async t => {
	t.is(
		await roomNote('/small', free(300)),
		'The throwaway server is in /small, where 300 MB are free; ten files of 100 MB take up to 2.79 GB. Set TMPDIR to a folder on a larger disk if a table gets full.',
	);
	t.is(await roomNote('/large', free(3000)), undefined);
});

test('what succeeds on a small disk is not kept from it', async t => {
	t.is(
		await inRoom('/small', label, async () => 'started', free(1)),
		'started',
	);
});
