import test from 'ava';
import {checkRoutine} from '../../../source/lab/preflight/routine.js';
import {workloadOf} from '../../../source/lab/workloads/acts.js';
import {procedureFacts} from '../../../source/lab/workloads/procedure/facts.js';
import {updateFacts} from '../../../source/lab/workloads/update/facts.js';
import {type WorkloadFacts} from '../../../source/lab/workloads/facts/contract.js';
import {plan} from '../../helpers/story.js';

const demandsOf = (facts: WorkloadFacts) => {
	const its = {...plan, schema: 'lab', ...facts.plan({})};
	return workloadOf(its).demands(its);
};

const demands = demandsOf(procedureFacts);

type Told = Parameters<typeof checkRoutine>[0];

const fine: Told = {
	variables: new Map(),
	status: new Map(),
	replica: {type: 'seen', value: {type: 'none'}},
	replicas: {type: 'seen', value: {count: 0, ids: new Set()}},
	groupMember: {type: 'seen', value: undefined},
};

const what = 'procedure lab.ChangeBatchedRows';

for (const [name, change, expected] of [
	['none', {routine: {type: 'none'}}, {type: 'ok', value: 'does not exist'}],
	[
		'left by a lab',
		{routine: {type: 'ours'}},
		{
			type: 'warning',
			value: 'left by an earlier kill-lab',
			mend: {
				type: 'statement',
				sql: 'DROP PROCEDURE `lab`.`ChangeBatchedRows`',
			},
		},
	],
	[
		'used by a lab',
		{routine: {type: 'ours'}, tableUser: '12'},
		{type: 'ok', value: 'used by another kill-lab'},
	],
	[
		"somebody's",
		{routine: {type: 'theirs', why: "its comment is not the lab's"}},
		{
			type: 'stop',
			value: "not proven to be the lab's",
			why: "its comment is not the lab's, so the lab leaves it alone",
			mend: {type: 'advice'},
		},
	],
	[
		'left where others write too',
		{
			routine: {type: 'ours'},
			variables: new Map([['group_replication_group_name', 'g']]),
			groupMember: {type: 'hidden', why: 'no'},
		},
		{
			type: 'stop',
			value: 'created by another kill-lab',
			mend: {type: 'statement'},
		},
	],
] as const) {
	test(`a procedure of that name: ${name}`, t => {
		const [finding, ...more] = checkRoutine({...fine, ...change}, demands);
		t.like(finding, {what, ...expected});
		t.deepEqual(more, []);
	});
}

test('a workload without a procedure asks for none', t => {
	t.deepEqual(checkRoutine(fine, demandsOf(updateFacts)), []);
});

test('it needs the privileges on routines', t => {
	for (const privilege of ['CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE']) {
		t.true(demands.privileges.includes(privilege));
	}
});
