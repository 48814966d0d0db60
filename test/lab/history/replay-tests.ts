import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readRecording} from '../../helpers/whole-recording.js';
import {
	startRecording,
	type Recording,
} from '../../../source/commands/recording.js';
import {aimOf} from '../../helpers/blobs.js';
import {createPlayback} from '../../../source/lab/history/playback.js';
import {recordedEvents} from '../../../source/lab/history/recorded-events.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {megabyte, openTestLab, serverOf} from '../../helpers/lab.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** The tests of recordings of real runs on one flavour of server. */
export function testReplays(flavour: Flavour): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour);
	});

	test.after.always(async () => {
		await server.stop();
	});

	const cases = [
		[],
		['query@2:upload:50%', 'query@3:execute'],
		['connection@2:upload:50%'],
		['connection@commit'],
	];

	const recorded = async (t: ExecutionContext, words: readonly string[]) => {
		const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'replay-'));
		t.teardown(async () => {
			await fs.rm(folder, {recursive: true});
		});
		const file = path.join(folder, 'run');
		let recording: Recording | undefined;
		schemas++;
		const lab = await openTestLab(
			serverOf(server),
			{
				schema: `replay_${schemas}`,
				size: 2 * megabyte,
				rate: 20 * megabyte,
			},
			words.flatMap(word => aimOf(word) ?? []),
			{
				attend(log) {
					recording = startRecording(file, log);
				},
			},
		);
		t.teardown(lab.close);
		await lab.verdictOf();
		await recording?.end();
		return {lab, file};
	};

	for (const words of cases) {
		test.serial(
			`a recording ends in exactly the state of the run: ${words.join(', ') || 'no kill'}`,
			async t => {
				const {lab, file} = await recorded(t, words);
				const {events, cutShort} = await readRecording(file);
				t.is(cutShort, undefined);
				t.deepEqual(events, [...lab.events]);

				const player = createPlayback(recordedEvents(events), () => 0);
				while (!player.status().isOver) {
					player.step();
				}

				// On a busy machine the moment for a kill may pass unseen.
				const unsent = events.filter(({type}) => type === 'kill-unsent');
				t.is(
					(player.state().run?.kills.length ?? 0) + unsent.length,
					words.length,
				);
				t.deepEqual(player.state().run, lab.run());
			},
		);
	}
}
