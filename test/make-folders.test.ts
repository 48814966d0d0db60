import fs from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {makeFolders} from '../source/make-folders.js';

test('a folder and the missing ones above it are made, and may be there already', async t => {
	const base = await fs.mkdtemp(path.join(tmpdir(), 'folders-'));
	t.teardown(async () => fs.rm(base, {recursive: true, force: true}));
	const folder = path.join(base, 'one', 'two', 'three');
	await makeFolders(folder, 0o700);
	await makeFolders(folder, 0o700);
	for (const made of [folder, path.dirname(folder)]) {
		const {mode} = await fs.stat(made);
		t.is(mode % 0o1000, 0o700);
	}

	const file = path.join(base, 'file');
	await fs.writeFile(file, '');
	await t.throwsAsync(makeFolders(file, 0o700), {code: 'EEXIST'});
	await t.throwsAsync(makeFolders(path.join(file, 'below'), 0o700), {
		code: 'ENOTDIR',
	});
});

const testWithProc = process.platform === 'linux' ? test : test.skip;

testWithProc('a place that takes no folders says so at once', async t => {
	await t.throwsAsync(makeFolders('/proc/nowhere/one/two', 0o700), {
		code: 'ENOENT',
	});
});
