import test from 'ava';
import {fastTests} from './helpers/fast-tests.js';

test('a test file is fast if nothing that it loads can start a process', t => {
	const fast = new Set(fastTests());
	const of = (files: readonly string[]) => files.filter(file => fast.has(file));
	const pure = [
		'test/format.test.ts',
		'test/lab/history/reduce.test.ts',
		'test/ui/app.test.tsx',
		// It imports only a type of a helper that starts servers.
		'test/ui/components/kill-keys.test.tsx',
	];
	t.deepEqual(of(pure), pure);
	t.deepEqual(
		of([
			'test/end-to-end/start.test.ts',
			'test/lab/kills/kills-mysql.test.ts',
			'test/sandbox/sandbox.test.ts',
			'test/terminal/screen.test.ts',
		]),
		[],
	);
});
