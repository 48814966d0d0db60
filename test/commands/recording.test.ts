import {existsSync} from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {startRecording} from '../../source/commands/recording.js';
import {createEventLog} from '../../source/lab/history/event-log.js';
import {Refusal} from '../../source/refusal.js';
import {plan} from '../helpers/story.js';

async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'recording-'));
	t.teardown(async () => {
		await fs.rm(folder, {recursive: true});
	});
	return folder;
}

test('the file has a header and every event from the beginning to the end', async t => {
	const file = path.join(await temporaryFolder(t), 'run.jsonl');
	let time = performance.now() - 500;
	const log = createEventLog(() => time);
	time += 500;
	const before = Date.now() - 500;
	const recording = startRecording(file, log);
	time += 1.25;
	log.emit({type: 'run-started', run: 1, plan, connectionId: '42'});
	log.emit({type: 'look-started'});
	await recording.end();
	log.emit({type: 'verdict', verdict: {outcome: 'unknown', reason: 'late'}});

	const text = await fs.readFile(file, 'utf8');
	t.true(text.endsWith('}\n'));
	const [header, ...events] = text
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as Record<string, unknown>); // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion
	t.deepEqual(Object.keys(header ?? {}), ['type', 'schema', 'startedAt']);
	t.like(header, {type: 'recording', schema: 4});
	t.true(Math.abs(Number(header?.['startedAt']) - before) < 1000);
	t.deepEqual<unknown, unknown>(events, [
		{type: 'run-started', run: 1, plan, connectionId: '42', at: 501.25},
		{type: 'look-started', at: 501.25},
		{type: 'end'},
	]);
});

test('nobody else can read it', async t => {
	const file = path.join(await temporaryFolder(t), 'run.jsonl');
	await startRecording(
		file,
		createEventLog(() => 0),
	).end();
	const {mode} = await fs.stat(file);
	t.is((mode % 0o1000).toString(8), '600');
});

test('a file that is not a recording stays as it is', async t => {
	const file = path.join(await temporaryFolder(t), 'notes');
	await fs.writeFile(file, 'mine\n');
	t.throws(
		() =>
			startRecording(
				file,
				createEventLog(() => 0),
			),
		{
			instanceOf: Refusal,
			message: `${file} exists and is not a recording, so it is left alone. Name another file with --record.`,
		},
	);
	t.is(await fs.readFile(file, 'utf8'), 'mine\n');
});

test('an empty file is filled without a warning', async t => {
	const file = path.join(await temporaryFolder(t), 'run.jsonl');
	await fs.writeFile(file, '');
	await startRecording(
		file,
		createEventLog(() => 0),
		line => {
			t.fail(line);
		},
	).end();
	t.regex(await fs.readFile(file, 'utf8'), /^{"type":"recording"/);
});

test('an earlier recording is replaced, with a warning', async t => {
	const file = path.join(await temporaryFolder(t), 'run.jsonl');
	await fs.writeFile(file, `{"type":"recording"}\n${'old\n'.repeat(1000)}`);
	const said: string[] = [];
	await startRecording(
		file,
		createEventLog(() => 0),
		line => {
			said.push(line);
		},
	).end();
	t.deepEqual(said, [`Replacing the recording ${file}.`]);
	t.regex(
		await fs.readFile(file, 'utf8'),
		/^{"type":"recording".*}\n{"type":"end"}\n$/,
	);
});

test('without a path nothing is recorded', async t => {
	const log = createEventLog(() => 0);
	const recording = startRecording(undefined, log);
	log.emit({type: 'look-started'});
	await t.notThrowsAsync(recording.end());
});

test("a file that can't be opened is refused at once", async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'nowhere', 'run.jsonl');
	const log = createEventLog(() => 0);
	const refused = t.throws(() => startRecording(file, log), {
		instanceOf: Refusal,
	});
	t.true(
		refused?.message.startsWith(
			`The recording ${file} can't be written: the folder does not exist (ENOENT).`,
		),
	);
	t.throws(() => startRecording(folder, log), {
		instanceOf: Refusal,
		message: /can't be written: it is a folder \(EISDIR\)\.$/,
	});
});

const full = '/dev/full';
const testFull = existsSync(full) ? test.serial : test.serial.skip;

testFull(
	'a disk that fills up is reported at the end, and does not end the process earlier',
	async t => {
		const unhandled: unknown[] = [];
		const listener = (reason: unknown) => {
			unhandled.push(reason);
		};

		process.on('unhandledRejection', listener);
		t.teardown(() => {
			process.off('unhandledRejection', listener);
		});

		const log = createEventLog(() => 0);
		const recording = startRecording(full, log);
		log.emit({type: 'look-started'});
		// The run continues for a while after the write has failed.
		await wait(100);
		log.emit({type: 'look-started'});
		t.deepEqual(unhandled, []);
		await t.throwsAsync(recording.end(), {
			instanceOf: Refusal,
			message:
				/^The recording \/dev\/full can't be written: the disk is full \(ENOSPC\)\.$/,
		});
	},
);
