import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {bytesOfText} from '../../../source/bytes.js';
import {
	openRecording,
	toRecording,
} from '../../../source/commands/replay/open-recording.js';
import {
	startReading,
	type RecordingReader,
} from '../../../source/commands/replay/recording-reader.js';
import {Refusal} from '../../../source/refusal.js';
import {
	manyEvents,
	recordingHeader,
	recordingOf,
} from '../../helpers/long-recording.js';
import {story} from '../../helpers/story.js';

/** What has been read, as it stands in a file. */
function linesOf({recorded: {events}}: RecordingReader): string {
	return recordingOf([...events.between(0, events.length)]);
}

async function fileWith(t: ExecutionContext, text: string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const file = path.join(folder, 'run.jsonl');
	await writeFile(file, text);
	return file;
}

test('a long recording is read on while it is played, and its events stay in the file', async t => {
	const events = manyEvents();
	const recording = await openRecording(await fileWith(t, recordingOf(events)));
	t.teardown(recording.close);
	t.is(recording.startedAt, 7);
	const reader = startReading(recording);
	const {recorded} = reader;
	t.false(recorded.isRead());
	t.true(recorded.events.length >= 10_000);
	t.true(recorded.events.length < 13_000);
	const {length} = recorded.events;
	reader.readOn();
	t.true(recorded.events.length > length);
	reader.readAll();
	t.true(recorded.isRead());
	t.is(reader.cutShort(), undefined);
	t.is(linesOf(reader), recordingOf(events));
	for (const index of [0, 13_999, 3, 12_000, length, length - 1]) {
		t.deepEqual(recorded.events.at(index), events[index]);
	}

	t.is(recorded.events.at(events.length), undefined);
	t.is(recorded.events.at(-1), undefined);
	t.deepEqual(
		[...recorded.events.between(9990, 9992)],
		events.slice(9990, 9992),
	);
	reader.readOn();
	t.is(linesOf(reader), recordingOf(events));
});

test('one that is cut short says so once it has been read', t => {
	const events = manyEvents();
	const reader = startReading(
		toRecording('X', bytesOfText(recordingOf(events, '{"type":"pa'))),
	);
	t.is(reader.cutShort(), undefined);
	reader.readAll();
	reader.readAll();
	t.is(
		reader.cutShort(),
		`The recording X is cut short: it ends after line ${events.length + 1}.`,
	);
	t.is(linesOf(reader), recordingOf(events));
});

test('a line far from the beginning that is no event is refused when it is read', t => {
	const reader = startReading(
		toRecording('X', bytesOfText(recordingOf(manyEvents(), '{"type":"x"}\n'))),
	);
	t.throws(reader.readAll, {
		instanceOf: Refusal,
		message: `Line ${manyEvents().length + 2} of the recording X is not an event.`,
	});
});

test('nothing follows the end', t => {
	const end = '{"type":"end"}\n';
	const reader = () =>
		startReading(
			toRecording(
				'X',
				bytesOfText(recordingOf(story().starts().events, end + end)),
			),
		);
	t.throws(reader, {
		instanceOf: Refusal,
		message: /^Line \d+ of the recording X is not an event\.$/,
	});
});

test('a file that changes while it is played is refused', async t => {
	const events = manyEvents();
	const file = await fileWith(t, recordingOf(events));
	const recording = await openRecording(file);
	t.teardown(recording.close);
	const reader = startReading(recording);
	reader.readAll();
	await writeFile(file, recordingHeader);
	t.throws(() => recording.events.at(3), {
		instanceOf: Refusal,
		message: `The recording ${file} has changed while it was played. Play it again.`,
	});
});
