import {mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {ownOwner} from '../../source/leftovers/owner.js';
import {
	isHeld,
	openJournal,
	parseEntry,
	type Entry,
} from '../../source/settings/journal.js';
import {stateFolder} from '../../source/settings/state-folder.js';

const entry: Entry = {
	owner: ownOwner(),
	server: 'port=3306 server_uuid=1',
	at: 2,
	changes: [
		// Beyond 2^53.
		{
			variable: 'max_binlog_cache_size',
			old: '18446744073709547520',
			new: '4096',
		},
	],
	isLeft: false,
};

async function folderOf(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'journal-'));
	t.teardown(async () => {
		await rm(folder, {recursive: true});
	});
	return path.join(folder, 'kill-lab');
}

test('entries are read, the oldest first, until nothing is left of them', async t => {
	const folder = await folderOf(t);
	const journal = openJournal(folder);
	t.deepEqual(await journal.read(), []);

	const file = await journal.add(entry);
	const older = await journal.add({...entry, at: 1});
	t.deepEqual(await journal.read(), [
		{file: older, entry: {...entry, at: 1}},
		{file, entry},
	]);

	await journal.replace({file, entry: {...entry, isLeft: true}});
	await journal.replace({file: older, entry: {...entry, changes: []}});
	t.deepEqual(await journal.read(), [{file, entry: {...entry, isLeft: true}}]);
	t.deepEqual(await readdir(folder), [path.basename(file)]);
});

test('only the owner may read folder and files', async t => {
	const folder = await folderOf(t);
	const file = await openJournal(folder).add(entry);
	for (const [place, expected] of [
		[folder, 0o700],
		[file, 0o600],
	] as const) {
		const {mode} = await stat(place);
		t.is(mode % 0o1000, expected);
	}
});

test('a file that is not an entry is skipped', async t => {
	const folder = await folderOf(t);
	const journal = openJournal(folder);
	const file = await journal.add(entry);
	for (const [name, text] of [
		['settings-1.json', '{"owner":{"pid":1'],
		['settings-2.json', '[]'],
		['settings-3.json', '{"owner":1,"server":"x","at":1,"changes":[]}'],
		['other.json', JSON.stringify(entry)],
	] as const) {
		await writeFile(path.join(folder, name), text);
	}

	t.deepEqual(await journal.read(), [{file, entry}]);
});

test('only a known setting with a number becomes part of a statement', t => {
	const [good] = entry.changes;
	const changes = [
		good,
		{...good, variable: 'read_only'},
		{...good, old: '1; DROP TABLE x'},
		{...good, new: -1},
		{variable: 'max_allowed_packet'},
		undefined,
	];
	t.deepEqual(parseEntry(JSON.stringify({...entry, changes})), entry);
});

test('an entry is held by a running process, until it is left', t => {
	t.true(isHeld(entry));
	t.false(isHeld({...entry, isLeft: true}));
	t.false(isHeld({...entry, owner: {...entry.owner, started: 'before'}}));
});

test('the state folder is the one of the XDG specification', t => {
	t.is(stateFolder({}, '/home/a').value, '/home/a/.local/state/kill-lab');
	const withState = (value: string) =>
		Object.fromEntries([['XDG_STATE_HOME', value]]);
	t.is(stateFolder(withState('/s'), '/home/a').value, '/s/kill-lab');
	for (const value of ['', 'relative']) {
		t.is(
			stateFolder(withState(value), '/home/a').value,
			'/home/a/.local/state/kill-lab',
		);
	}
});
