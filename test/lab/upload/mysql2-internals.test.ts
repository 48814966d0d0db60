import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {PassThrough} from 'node:stream';
import test from 'ava';
import mysql from 'mysql2';
import {
	testedVersion,
	usesQueryAttributes,
} from '../../../source/lab/upload/mysql2-internals.js';

const require = createRequire(import.meta.url);

test('mysql2 is pinned to the version whose internals are known, and that version is installed', async t => {
	const hint =
		'mysql2 was changed: compare what mysql2-internals.ts uses with its source, run all upload tests, then update testedVersion';
	const manifest: unknown = JSON.parse(await readFile('package.json', 'utf8'));
	t.like(manifest, {devDependencies: {mysql2: testedVersion}}, hint);
	t.like(require('mysql2/package.json'), {version: testedVersion}, hint);
});

test('a connection has everything that the upload uses', t => {
	const connection = mysql.createConnection({
		stream: new PassThrough(),
		connectTimeout: 0,
	});
	t.false(usesQueryAttributes(connection));
	Reflect.set(connection, 'serverCapabilityFlags', 0x08_00_00_00);
	t.true(usesQueryAttributes(connection));
});

test('if a connection lacks something, the refusal names it', t => {
	const connection = mysql.createConnection({
		stream: new PassThrough(),
		connectTimeout: 0,
	});
	Reflect.set(connection, 'handlePacket', undefined);
	t.throws(() => usesQueryAttributes(connection), {
		message:
			'mysql2 is not as version 3.24.6, which this program was made for: of a connection, handlePacket is undefined, not function',
	});
});

test('a connection in another character set is refused', t => {
	const connection = mysql.createConnection({
		stream: new PassThrough(),
		connectTimeout: 0,
		charset: 'latin1',
	});
	t.throws(() => usesQueryAttributes(connection), {
		message: /must be utf8mb4 .* not one of latin1/,
	});
});
