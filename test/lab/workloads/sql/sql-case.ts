import path from 'node:path';
import {sqlFacts} from '../../../../source/lab/workloads/sql/facts.js';
import {disconnectedIn, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

/** A file that makes a table of 30,000 orders. */
export const ordersFile = path.resolve('test/lab/workloads/sql/orders.sql');

/** Orders in that table. */
export const orders = 30_000;

const interrupted = interruptedIn('execute');
const disconnected = disconnectedIn('execute');

export const sqlCase: WorkloadCase = {
	facts: sqlFacts,
	given: {
		sql: "UPDATE orders SET state = 'done', remark = REPEAT('y', 200), changed = NOW()",
		setup: ordersFile,
	},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.orders WHERE state = 'done'`,
	whole: orders,
	leaves: 1,
	kills: [
		interrupted,
		retried(interrupted),
		disconnected,
		{...disconnected, change: {autocommit: true}},
	],
};
