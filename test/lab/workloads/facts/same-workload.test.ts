import test from 'ava';
import {isSameWorkload} from '../../../../source/lab/workloads/facts/same-workload.js';
import {sqlFacts} from '../../../../source/lab/workloads/sql/facts.js';
import {sleepFacts} from '../../../../source/lab/workloads/sleep/facts.js';

const {plan} = sqlFacts;
const one = plan({sql: 'DO 1'});

test('two runs do the same with the same statement, setup and times', t => {
	t.true(isSameWorkload(one, plan({sql: 'DO 1'})));
	t.false(isSameWorkload(one, plan({sql: 'DO 2'})));
	t.false(isSameWorkload(one, plan({sql: 'DO 1', times: 2})));
	t.false(isSameWorkload(one, plan({sql: 'DO 1', setup: 'tables.sql'})));
	t.false(isSameWorkload(plan({sql: 'DO 1', setup: 'tables.sql'}), one));
	t.false(isSameWorkload(one, sleepFacts.plan({})));
});
