import process from 'node:process';
import {spawnSync} from 'node:child_process';
import test from 'ava';
import {isAlive, ownOwner, parseOwner} from '../../source/leftovers/owner.js';

test('this process is alive', t => {
	t.is(ownOwner().pid, process.pid);
	t.not(ownOwner().started, '');
	t.true(isAlive(ownOwner()));
});

test('a process that has ended is dead', t => {
	const {pid} = spawnSync(process.execPath, ['--version']);
	t.false(isAlive({...ownOwner(), pid}));
});

test('a later process of the same id is not the owner', t => {
	t.false(isAlive({...ownOwner(), started: 'long ago'}));
});

test('nothing is known about the processes of another machine or container', t => {
	const {pid} = spawnSync(process.execPath, ['--version']);
	t.true(isAlive({...ownOwner(), pid, place: 'elsewhere'}));
});

test('an owner survives being written and read', t => {
	t.deepEqual(parseOwner(JSON.stringify(ownOwner())), ownOwner());
});

for (const text of [
	'',
	'{"pid": 12',
	'[]',
	'{"pid":"x","started":"","place":""}',
]) {
	test(`this describes no owner: ${text}`, t => {
		t.is(parseOwner(text), undefined);
	});
}
