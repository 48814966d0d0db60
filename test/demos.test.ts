import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {demoFile} from '../source/commands/replay/demo-file.js';
import {replayCode} from '../source/commands/replay/replay-code.js';
import {recordedEvents} from '../source/lab/history/recorded-events.js';
import {sittingOf} from '../source/lab/history/sitting.js';
import {demos, type Demo} from '../source/options/demos.js';
import {type Flavour} from '../source/server/flavour.js';
import {effectWord, killName} from '../source/wording/words.js';
import {outcomeOf} from '../source/wording/run-end.js';
import {readRecording} from './helpers/whole-recording.js';

const disconnected = ['KILL CONNECTION: disconnected', 'rolled back whole'];
const interrupted = [
	'KILL QUERY: lost',
	'KILL QUERY: interrupted',
	'rolled back whole',
];

/** What each shows: the results of the blog post. */
const courses: Readonly<
	Record<Demo, {readonly flavour: Flavour; readonly told: readonly string[]}>
> = {
	'run-through': {flavour: 'mysql', told: ['committed whole']},
	'kill-connection': {flavour: 'mysql', told: disconnected},
	'kill-query': {flavour: 'mysql', told: interrupted},
	'run-through-mariadb': {flavour: 'mariadb', told: ['committed whole']},
	'kill-connection-mariadb': {flavour: 'mariadb', told: disconnected},
	'kill-query-mariadb': {flavour: 'mariadb', told: interrupted},
};

for (const demo of demos) {
	test(`the demo ${demo} shows its result, without a server`, async t => {
		const recording = await readRecording(demoFile(demo));
		const {server, runs} = sittingOf(recording.events);
		const {flavour, told} = courses[demo];
		t.is(recording.cutShort, undefined);
		t.is(replayCode(recordedEvents(recording.events).state()), 0);
		t.is(server?.flavour, flavour);
		t.is(server?.address, 'sandbox');
		t.deepEqual(
			runs.flatMap(run => [
				...run.kills.map(kill => `${killName(kill.kind)}: ${effectWord(kill)}`),
				outcomeOf(run),
			]),
			told,
		);
		const length = (recording.events.at(-1)?.at ?? 0) / 1000;
		t.true(length > 5 && length < 20, `${length} s`);
		t.true(statSync(demoFile(demo)).size < 150_000);
	});
}

test('each recording in the folder has its name', t => {
	t.deepEqual(
		readdirSync(path.dirname(demoFile('kill-query'))).toSorted(),
		demos.map(demo => `${demo}.jsonl`).toSorted(),
	);
});
