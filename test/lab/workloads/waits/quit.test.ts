import {setTimeout as wait} from 'node:timers/promises';
import {type RowDataPacket} from 'mysql2';
import test from 'ava';
import {phase} from '../../../../source/lab/history/state.js';
import {metadataLockFacts} from '../../../../source/lab/workloads/metadata-lock/facts.js';
import {openTestLab, serverOf} from '../../../helpers/lab.js';
import {flavours, sandboxServer} from '../../../helpers/server.js';

for (const flavour of flavours) {
	test(`${flavour}: whoever quits while a lock is held leaves neither the lock nor its holder, and the target never gets it`, async t => {
		const server = await sandboxServer(flavour);
		t.teardown(async () => server.stop());
		const lab = await openTestLab(
			serverOf(server),
			{schema: 'quit', autocommit: true},
			[],
			{workload: metadataLockFacts.plan({scale: 3})},
		);
		t.teardown(lab.close);
		const quit = new AbortController();
		void lab.when(
			(_, {run}) => run !== undefined && phase(run) === 'wait',
			() => {
				quit.abort();
			},
		);
		await lab.verdictOf(quit.signal);

		const holder = /by (\d+)$/.exec(lab.run().steps[0]?.name ?? '')?.[1];
		t.truthy(holder);
		const root = await server.connect();
		const ask = async (sql: string) => {
			const [rows] = await root.query<RowDataPacket[]>(sql);
			return rows;
		};

		for (;;) {
			const threads = await ask('SHOW PROCESSLIST');
			if (threads.every(({Id}) => String(Id) !== holder)) {
				break;
			}

			await wait(20);
		}

		const [row] = await ask(
			'SELECT SUM(version) AS changed FROM quit.NumberedRows',
		);
		t.is(Number(row?.['changed']), 0);
		await root.query('UPDATE quit.NumberedRows SET version = 0');
		await root.end();
	});
}
