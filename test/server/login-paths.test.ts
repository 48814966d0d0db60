import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {loginPaths} from '../../source/server/login-paths.js';
import {writeLoginFile} from '../helpers/login-file.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const text =
	'[client]\nuser = ann\n[a b]\npassword = "[s3cret]"\n[client]\n; [none]\n';

test('the names of the login paths, each once and in their order', async t => {
	const home = await temporaryFolder(t);
	t.deepEqual(loginPaths({home, environment: {}}), []);
	await writeLoginFile(path.join(home, '.mylogin.cnf'), text);
	t.deepEqual(loginPaths({home, environment: {}}), ['client', 'a b']);
});

test('a login file that is named, or that is none', async t => {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'named');
	const environment = Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]);
	await writeLoginFile(file, '[staging]\n');
	t.deepEqual(loginPaths({home, environment}), ['staging']);
	await fs.writeFile(file, 'not encrypted');
	t.deepEqual(loginPaths({home, environment}), []);
});

test('a login file that others may read is not used', async t => {
	const home = await temporaryFolder(t);
	await writeLoginFile(path.join(home, '.mylogin.cnf'), text, 0o644);
	t.deepEqual(loginPaths({home, environment: {}}), []);
});
