import test from 'ava';
import {blobsFacts} from '../../../../source/lab/workloads/blobs/facts.js';
import {
	flagIn,
	isEarlyFor,
	lastPhase,
	placeOf,
	readingPhase,
	seeingPhase,
} from '../../../../source/lab/workloads/facts/phases.js';
import {type WorkloadFacts} from '../../../../source/lab/workloads/facts/contract.js';
import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';

test('the phases of a target that matter most', t => {
	for (const [facts, reading, seeing, last] of [
		[blobsFacts, 'upload', 'execute', 'write'],
		[updateFacts, 'send', 'execute', 'end'],
	] as const) {
		t.is(readingPhase(facts), reading);
		t.is(seeingPhase(facts), seeing);
		t.is(lastPhase(facts), last);
	}
});

test('a phase of another target has no flag and no place, and comes after none', t => {
	t.is(flagIn(updateFacts, 'write'), undefined);
	t.is(placeOf(updateFacts, 'write'), -1);
	t.false(isEarlyFor(updateFacts, 'write', undefined));
});

test('the end of an UPDATE is early until it was seen executing or ending', t => {
	t.true(isEarlyFor(updateFacts, 'end', undefined));
	t.true(isEarlyFor(updateFacts, 'end', 'sent'));
	t.false(isEarlyFor(updateFacts, 'end', 'execute'));
	t.false(isEarlyFor(updateFacts, 'end', 'end'));
	t.false(isEarlyFor(updateFacts, 'execute', undefined));
	t.true(isEarlyFor(updateFacts, 'end', 'send'));
});

test('of the phases in which a target sees the flag, the one counts in which the kill was sent', t => {
	const [reading, sent, ...others] = updateFacts.phases;
	const wait = {
		name: 'wait',
		flag: 'checked',
		when: 'while it waited',
	} as const;
	const facts: WorkloadFacts = {
		...updateFacts,
		phases: [reading, sent, wait, ...others],
	};
	t.is(seeingPhase(facts, 'wait'), 'wait');
	t.is(seeingPhase(facts, 'execute'), 'execute');
	t.is(seeingPhase(facts, 'sent'), 'execute');
	t.is(seeingPhase(facts), 'execute');
});

test('a phase that comes later than the one that must come before is not early', t => {
	const [reading, sent, execute] = updateFacts.phases;
	const end = {
		name: 'end',
		flag: 'ignored',
		follows: 'sent',
		when: 'at its end',
	} as const;
	const phases = [reading, sent, ...(execute ? [execute] : []), end] as const;
	t.false(isEarlyFor({phases}, 'end', 'execute'));
	t.true(isEarlyFor({phases}, 'end', 'send'));
});
