import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {Refusal} from '../../source/refusal.js';
import {chooseBase} from '../../source/leftovers/temporary-base.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

function withTemporary(folder: string): NodeJS.ProcessEnv {
	return Object.fromEntries([['TMPDIR', folder]]);
}

test("uses the user's choice", async t => {
	const folder = await temporaryFolder(t);
	t.is(await chooseBase(withTemporary(folder)), folder);
});

test('skips a folder whose path is too long for a socket', async t => {
	const folder = path.join(await temporaryFolder(t), 'x'.repeat(80));
	await fs.mkdir(folder);
	const base = await chooseBase(withTemporary(folder));
	t.not(base, folder);
	await t.notThrowsAsync(fs.access(base, fs.constants.W_OK));
});

test('skips a missing folder', async t => {
	const folder = path.join(await temporaryFolder(t), 'gone');
	t.not(await chooseBase(withTemporary(folder)), folder);
});

test('skips what is no folder, though it can be written', async t => {
	const file = path.join(await temporaryFolder(t), 'file');
	await fs.writeFile(file, '', {mode: 0o700});
	t.not(await chooseBase(withTemporary(file)), file);
});

test('says what is needed if no folder can be used', async t => {
	const error = await t.throwsAsync(chooseBase({}, ['/nowhere/at/all']), {
		instanceOf: Refusal,
	});
	t.regex(error.message, /\/nowhere\/at\/all.*TMPDIR/);
});
