import test from 'ava';
import {tellWorkloads} from '../../../source/commands/workloads/command.js';
import {workloadDetail} from '../../../source/commands/workloads/detail.js';
import {workloadList} from '../../../source/commands/workloads/list.js';
import {blobsFacts} from '../../../source/lab/workloads/blobs/facts.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {readLockFacts} from '../../../source/lab/workloads/read-lock/facts.js';
import {updateFacts} from '../../../source/lab/workloads/update/facts.js';

test('what is known of a workload: its kills in each phase, and what became of the claims', t => {
	const told = workloadDetail(updateFacts);
	for (const part of [
		`
What is known of kills in each phase:
  send
    KILL QUERY       error 1317 once it executes, or lost
    KILL CONNECTION  disconnects; its rows are undone
`,
		`
  end
    KILL QUERY       too late: the UPDATE is ending
    KILL CONNECTION  disconnects; its rows are undone
                     under autocommit: disconnects; its rows may commit
`,
		`
  MySQL, "KILL Statement": If you do not use transactions, the changes of a killed UPDATE or DELETE are not rolled back.
    holds: no. An InnoDB table undoes the killed UPDATE under autocommit too. A MyISAM table does not.
`,
	]) {
		t.true(told.includes(part));
	}
});

test('of a workload with several steps, one is pending', t => {
	t.true(
		workloadDetail(blobsFacts).includes(`
  write
    KILL QUERY       too late: the row is being written
    KILL CONNECTION  finishes the row, rolls back 2 files
                     under autocommit: disconnects, but the row commits
`),
	);
});

test('of a workload that is about COMMIT, it is told what kills do there, with all its rows pending', t => {
	const told = workloadDetail(readLockFacts);
	t.true(
		told.includes(`
  blocked commit
    KILL QUERY       error 1317; everything rolls back
    KILL CONNECTION  rolls back 1 INSERT, 1,000 rows
`),
	);
	t.false(told.includes('under autocommit'));
});

for (const facts of allFacts) {
	test(`what is known of ${facts.name} has a line for every kill, and at least one claim`, t => {
		t.false(workloadDetail(facts).includes('not known'));
		t.not(facts.claims.length, 0);
	});
}

test('the command tells of one workload, or lists all', t => {
	t.is(tellWorkloads(updateFacts), workloadDetail(updateFacts));
	t.is(tellWorkloads(undefined), workloadList());
});
