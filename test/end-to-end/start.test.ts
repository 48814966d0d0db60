import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test from 'ava';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const root = process.cwd();
const run = promisify(execFile); // eslint-disable-line @typescript-eslint/strict-void-return -- It is execFile's own form with a promise.

test('the program starts through the file that npm links', async t => {
	const {stdout} = await run(process.execPath, [
		path.join(root, 'bin/kill-lab.js'),
		'--version',
	]);
	t.regex(stdout, /^\d+\.\d+\.\d+\n$/);
});

test('a clone that is not built says what to do', async t => {
	const clone = await temporaryFolder(t);
	for (const name of ['bin', 'scripts']) {
		await fs.cp(path.join(root, name), path.join(clone, name), {
			recursive: true,
		});
	}

	await fs.writeFile(path.join(clone, 'package.json'), '{"type":"module"}');
	const what = 'npm ci --include=dev && npm run build\n';
	await t.throwsAsync(
		run(process.execPath, [path.join(clone, 'bin/kill-lab.js'), '--version']),
		{
			message: new RegExp(
				String.raw`kill-lab: It is not built yet\. Run in ${clone}/: ${what}$`,
			),
		},
	);
	const {stderr} = await run(process.execPath, ['scripts/prepare.js'], {
		cwd: clone,
	});
	t.is(
		stderr,
		`kill-lab is not built: TypeScript is not installed here, as with NODE_ENV=production or --omit=dev. Run: ${what}`,
	);
});
