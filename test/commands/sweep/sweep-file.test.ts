import {appendFile, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	createSweepFile,
	readSweep,
	resumeSweepFile,
} from '../../../source/commands/sweep/sweep-file.js';
import {Refusal} from '../../../source/refusal.js';
import {began, course, swept, trial} from '../../helpers/sweep-story.js';

async function emptyFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

test('what is written is what is read', async t => {
	const place = path.join(await emptyFolder(t), 'sweep.jsonl');
	const file = createSweepFile(place);
	for (const line of [began(), course, trial()]) {
		file.write(line);
	}

	file.close();
	t.deepEqual(readSweep(place).state, swept([course, trial()]));
});

test('a line that was cut off is made again, and what is added follows the whole ones', async t => {
	const place = path.join(await emptyFolder(t), 'sweep.jsonl');
	const first = createSweepFile(place);
	first.write(began());
	first.write(trial());
	first.close();
	await appendFile(place, JSON.stringify(trial({trial: 2})).slice(0, -9));
	const {state, file} = resumeSweepFile(place);
	t.deepEqual(state, swept([trial()]));
	file.write(trial({trial: 2, effect: 'lost'}));
	file.close();
	t.deepEqual(
		readSweep(place).state,
		swept([trial(), trial({trial: 2, effect: 'lost'})]),
	);
});

const foreign: ReadonlyArray<
	readonly [name: string, text: string, why: RegExp]
> = [
	['notes', 'dear diary\n', /is no file of a sweep/],
	['an empty file', '', /is no file of a sweep/],
	[
		'a later version',
		`${JSON.stringify(began({schema: 99}))}\n`,
		/its schema is 99, and this version reads 1/,
	],
	[
		'a line of something else',
		`${JSON.stringify(began())}\n{"type":"verdict"}\n`,
		/Line 2 of the sweep .* is no line of a sweep/,
	],
];

for (const [name, text, message] of foreign) {
	test(`nobody goes on with ${name}, and it stays as it is`, async t => {
		const place = path.join(await emptyFolder(t), 'file');
		await writeFile(place, text);
		t.throws(() => resumeSweepFile(place), {instanceOf: Refusal, message});
		t.is(await readFile(place, 'utf8'), text);
	});
}

test('a new sweep takes no file that holds something', async t => {
	const folder = await emptyFolder(t);
	const place = path.join(folder, 'file');
	await writeFile(place, 'dear diary\n');
	t.throws(() => createSweepFile(place), {
		instanceOf: Refusal,
		message: /holds something already, so it is left alone/,
	});
	t.is(await readFile(place, 'utf8'), 'dear diary\n');
	t.throws(() => createSweepFile(path.join(folder, 'none', 'file')), {
		instanceOf: Refusal,
		message: /can't be written: .*does not exist/,
	});
	t.throws(() => readSweep(path.join(folder, 'none')), {
		instanceOf: Refusal,
		message: /can't be read/,
	});
});
