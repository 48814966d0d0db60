import fs from 'node:fs/promises';
import path from 'node:path';
import {type ExecutionContext} from 'ava';

/** Makes a folder for one test, with a short path (unix sockets), and removes it afterwards. */
export async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await fs.mkdtemp('/tmp/kl-test-');
	t.teardown(async () => {
		await fs.rm(folder, {recursive: true, force: true});
	});
	return fs.realpath(path.resolve(folder));
}

/** Waits until a condition holds; the test's own timeout is the limit. */
export async function until(
	condition: () => boolean | Promise<boolean>,
): Promise<void> {
	while (!(await condition())) {
		// Give way to the events that the condition waits for.
		await new Promise(resolve => {
			setTimeout(resolve, 10);
		});
	}
}
