import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	bytesOfFile,
	bytesOfText,
	openBytes,
	type Bytes,
} from '../source/bytes.js';

async function folderOf(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

/** Four bytes from a place on. */
function fourFrom(bytes: Bytes, from: number): string {
	const buffer = Buffer.alloc(4);
	return buffer.toString('utf8', 0, bytes.read(buffer, from));
}

test('bytes are read from any place, and again', async t => {
	const file = path.join(await folderOf(t), 'file');
	await writeFile(file, 'one two');
	for (const bytes of [
		bytesOfText('one two'),
		bytesOfFile(file),
		await openBytes(file),
	]) {
		t.deepEqual(
			[4, 0, 4, 7, 900].map(from => fourFrom(bytes, from)),
			['two', 'one ', 'two', '', ''],
		);
		bytes.close();
	}
});

test('those of a pipe too', async t => {
	const pipe = path.join(await folderOf(t), 'pipe');
	execFileSync('mkfifo', [pipe]);
	const [bytes] = await Promise.all([
		openBytes(pipe),
		writeFile(pipe, 'one two'),
	]);
	t.is(fourFrom(bytes, 4), 'two');
	t.is(fourFrom(bytes, 0), 'one ');
});

test('what the system says of a missing file and of a folder is thrown', async t => {
	const folder = await folderOf(t);
	const missing = path.join(folder, 'none');
	t.throws(() => bytesOfFile(missing), {code: 'ENOENT'});
	await t.throwsAsync(openBytes(missing), {code: 'ENOENT'});
	t.throws(() => bytesOfFile(folder), {code: 'EISDIR'});
	await t.throwsAsync(openBytes(folder), {code: 'EISDIR'});
});
