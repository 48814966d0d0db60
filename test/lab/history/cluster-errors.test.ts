import test from 'ava';
import {clusterMeaning} from '../../../source/lab/history/cluster-errors.js';
import {createEventLog} from '../../../source/lab/history/event-log.js';
import {type Surrounding} from '../../../source/lab/events/surroundings.js';
import {
	returnedBy,
	statementRunner,
} from '../../../source/lab/workloads/statement-runner.js';
import {jsonLine} from '../../../source/output/json-lines.js';

const group: Surrounding = {
	type: 'group',
	state: 'ONLINE',
	role: 'PRIMARY',
	members: 3,
};
const galera: Surrounding = {
	type: 'galera',
	size: 3,
	state: 'Synced',
	status: 'Primary',
};

for (const [errno, surrounding, meaning] of [
	[1213, galera, /write on another node.* left nothing/],
	[1180, galera, /lost the majority.* left nothing/],
	[1105, galera, /wsrep_max_ws_size.* left nothing/],
	[1047, galera, /not in sync/],
	[3100, group, /group_replication_transaction_size_limit.* left nothing/],
	[3101, group, /write on another member.* left nothing/],
	[1180, group, /write on another member/],
	[1213, group, /write on another member/],
	[1205, galera, undefined],
	[3100, galera, undefined],
	[1317, group, undefined],
] as const) {
	test(`${errno} on ${surrounding.type}`, t => {
		const words = clusterMeaning({errno, message: 'x'}, [surrounding]);
		if (meaning) {
			t.regex(words ?? '', meaning);
		} else {
			t.is(words, undefined);
		}
	});
}

test('on a single server an error means what it says', t => {
	t.is(clusterMeaning({errno: 1213, message: 'Deadlock found'}, []), undefined);
	t.is(
		clusterMeaning({errno: 1213, message: 'Deadlock found'}, undefined),
		undefined,
	);
	t.is(clusterMeaning({message: 'closed'}, [galera]), undefined);
});

test("whoever reads the events gets the cluster's reason too", async t => {
	const log = createEventLog(() => 0);
	const lines: string[] = [];
	log.subscribe(event => {
		lines.push(jsonLine(event));
	});
	log.emit({
		type: 'server',
		server: {
			flavour: 'mariadb',
			version: '10.11.19',
			product: 'MariaDB 10.11.19',
			address: 'test',
			tls: false,
			surroundings: [galera],
		},
	});
	const run = statementRunner(log);
	await t.throwsAsync(
		run(
			{role: 'commit', name: 'COMMIT'},
			async () => {
				throw Object.assign(new Error('Deadlock found'), {errno: 1213});
			},
			returnedBy,
		),
	);
	t.regex(
		lines.at(-1) ?? '',
		/"outcome":{"type":"error","failure":{.*1213.*},"meaning":"The cluster aborted .* The transaction left nothing on any member\."}/,
	);
});
