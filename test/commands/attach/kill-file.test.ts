import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {openKillFile} from '../../../source/commands/attach/kill-file.js';
import {Refusal} from '../../../source/refusal.js';
import {
	attachKillDocument,
	provedKill,
} from '../../../source/output/attach-kill.js';
import {
	attachStory,
	lookAt,
	lookAtNothing,
	opened,
} from '../../helpers/attach-story.js';

const {victim, server} = attachStory(
	...opened,
	{type: 'attached', connectionId: '42'},
	{type: 'looked', look: lookAt(1000)},
	{type: 'kill-sent', kind: 'connection', statement: 'KILL CONNECTION 42'},
	{type: 'kill-accepted'},
	{type: 'looked', look: lookAtNothing(2000)},
).state;

function killed() {
	const proved = victim && provedKill(victim);
	if (!proved || !server) {
		throw new Error('The story has no kill');
	}

	return attachKillDocument(server, proved, String);
}

test('a log of kills grows by a line each time, and nothing else is added to', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-file-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const log = path.join(folder, 'kills.jsonl');
	for (const count of [1, 2]) {
		const {write} = await openKillFile(log);
		await write(killed());
		const text = await readFile(log, 'utf8');
		t.is(text, `${JSON.stringify(killed())}\n`.repeat(count));
	}

	const notes = path.join(folder, 'notes.txt');
	await writeFile(notes, 'port = 3306\n');
	await t.throwsAsync(openKillFile(notes), {
		instanceOf: Refusal,
		message: /notes\.txt exists and is not a log of kills, so it is left alone/,
	});
	t.is(await readFile(notes, 'utf8'), 'port = 3306\n');
	const empty = path.join(folder, 'empty');
	await writeFile(empty, '');
	await t.notThrowsAsync(openKillFile(empty));
	await t.notThrowsAsync(openKillFile('/dev/null'));
	await t.throwsAsync(openKillFile(folder), {
		instanceOf: Refusal,
		message: /can't be written: it is a folder/,
	});
});
