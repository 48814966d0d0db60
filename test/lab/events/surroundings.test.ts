import test from 'ava';
import {
	takesWrites,
	type Surrounding,
} from '../../../source/lab/events/surroundings.js';

const source = {address: 'db1:3306', state: 'running'} as const;
const mutual = {...source, isMutual: true} as const;
const group = {type: 'group', role: 'PRIMARY', members: 3} as const;
const galera = {type: 'galera', size: 3} as const;

const cases: ReadonlyArray<readonly [takes: boolean, of: Surrounding]> = [
	[false, {type: 'replica', sources: []}],
	[false, {type: 'replica', sources: [source]}],
	[false, {type: 'replica', sources: [mutual, source]}],
	[true, {type: 'replica', sources: [mutual, mutual]}],
	[true, {...group, state: 'ONLINE'}],
	[true, {...group, state: 'ONLINE', role: ''}],
	[false, {...group, state: 'ONLINE', role: 'SECONDARY'}],
	[false, {...group, state: 'RECOVERING'}],
	[true, {...galera, state: 'Synced', status: 'Primary'}],
	[false, {...galera, state: 'Donor/Desynced', status: 'Primary'}],
	[false, {...galera, state: 'Synced', status: 'non-Primary'}],
	[true, {type: 'source', replicas: 2}],
	[
		true,
		{
			type: 'semi-sync',
			point: 'AFTER_SYNC',
			timeout: 10_000,
			replicas: 0,
			acknowledgements: 1,
			isOn: true,
		},
	],
	[true, {type: 'thread-pool'}],
	[true, {type: 'hidden', what: 'replica', why: 'not allowed'}],
];

for (const [takes, of] of cases) {
	test(`${takes ? 'takes' : 'takes no'} writes: ${JSON.stringify(of)}`, t => {
		t.is(takesWrites(of), takes);
	});
}
