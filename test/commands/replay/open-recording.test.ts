import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readRecording} from '../../helpers/whole-recording.js';
import {Refusal} from '../../../source/refusal.js';

const header = '{"type":"recording","schema":4,"startedAt":1}\n';
const event = '{"type":"look-started","at":3}\n';
const end = '{"type":"end"}\n';

async function fileWith(
	t: ExecutionContext,
	contents: string | Uint8Array,
): Promise<string> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'recording-'));
	t.teardown(async () => {
		await fs.rm(folder, {recursive: true});
	});
	const file = path.join(folder, 'run.jsonl');
	await fs.writeFile(file, contents);
	return file;
}

test('a whole recording', async t => {
	const file = await fileWith(t, header + event + event + end);
	t.deepEqual(await readRecording(file), {
		events: [
			{type: 'look-started', at: 3},
			{type: 'look-started', at: 3},
		],
		startedAt: 1,
	});
});

const cut: ReadonlyArray<readonly [string, string, number, RegExp]> = [
	['in a line', `${header}${event}{"type":"look`, 1, /after line 2\.$/],
	['between two lines', header + event + event, 2, /after line 3\.$/],
	['before its end is whole', `${header}${event}{"type":"end"}`, 1, /line 2/],
	['after the header', header, 0, /after line 1\.$/],
];

for (const [where, contents, count, expected] of cut) {
	test(`a recording that is cut short ${where} is read as far as it goes, and the end says so`, async t => {
		const {events, cutShort} = await readRecording(await fileWith(t, contents));
		t.is(events.length, count);
		t.regex(cutShort ?? '', expected);
	});
}

const refused: ReadonlyArray<readonly [string, string | Uint8Array, RegExp]> = [
	['an empty file', '', /is not a recording/],
	['another file', 'hello\nworld\n', /is not a recording/],
	['a list', '[]\n', /is not a recording/],
	[
		'bytes',
		Uint8Array.from({length: 300}, (_, index) => index % 256),
		/is not a recording/,
	],
	[
		'a newer one',
		`{"type":"recording","schema":5,"startedAt":1}\n${event}${end}`,
		/another version of kill-lab: its schema is 5, and this version reads 1, 2, 3 and 4\./,
	],
	[
		'half a line in the middle',
		`${header}{"ty\n${event}${end}`,
		/Line 2 .* is not an event/,
	],
	[
		'an unknown event',
		`${header}${event}{"type":"x","at":1}\n${end}`,
		/Line 3/,
	],
	[
		'a workload of a later version',
		`${header}{"type":"planned","plan":{"workload":{"name":"tomorrow","options":{}}},"at":1}\n${end}`,
		/about the workload tomorrow, which this version of kill-lab does not know/,
	],
	['an event without a time', `${header}{"type":"pace"}\n${end}`, /Line 2/],
];

for (const [what, contents, message] of refused) {
	test(`${what} is refused`, async t => {
		const file = await fileWith(t, contents);
		const error = await t.throwsAsync(readRecording(file), {
			instanceOf: Refusal,
			message,
		});
		t.true(error?.message.includes(file));
	});
}

test('a missing file, or a folder, is refused', async t => {
	for (const [file, why] of [
		['/nowhere/run.jsonl', 'it does not exist (ENOENT)'],
		[os.tmpdir(), 'it is a folder (EISDIR)'],
	] as const) {
		await t.throwsAsync(readRecording(file), {
			instanceOf: Refusal,
			message: `The recording ${file} can't be read: ${why}.`,
		});
	}
});
