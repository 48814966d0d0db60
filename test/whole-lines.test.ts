import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {wholeLines} from '../source/whole-lines.js';

async function fileOf(t: ExecutionContext, text: string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'lines');
	await writeFile(file, text);
	return file;
}

test('whole lines are read, and what was cut off is left out', async t => {
	const whole = 'one\n\ndrei\n';
	const file = await fileOf(t, `${whole}fo`);
	t.deepEqual(
		[...wholeLines(file)],
		[{lines: ['one', '', 'drei'], end: whole.length}],
	);
	t.deepEqual([...wholeLines(await fileOf(t, ''))], []);
	t.deepEqual([...wholeLines(await fileOf(t, 'cut off'))], []);
});

test('lines are whole wherever a piece ends, and however long they are', async t => {
	// Every third byte of them begins a character.
	const lines = Array.from({length: 3000}, (_, index) =>
		'€'.repeat(index % 70),
	);
	const long = ['€'.repeat(100_000), ...lines, 'the last one'];
	const read = [...wholeLines(await fileOf(t, `${long.join('\n')}\n`))];
	t.true(read.length > 1);
	t.deepEqual(
		read.flatMap(piece => piece.lines),
		long,
	);
});

test('a file that is not there throws what the system says', async t => {
	const file = await fileOf(t, '');
	t.throws(() => [...wholeLines(`${file}.none`)], {code: 'ENOENT'});
});
