import test from 'ava';
import {type GivenOptions} from '../../../../source/lab/workloads/facts/contract.js';
import {givenOf} from '../../../../source/lab/workloads/facts/given-of.js';
import {allFacts} from '../../../../source/lab/workloads/facts/registry.js';
import {blobsFacts} from '../../../../source/lab/workloads/blobs/facts.js';
import {sqlFacts} from '../../../../source/lab/workloads/sql/facts.js';

const scales: readonly GivenOptions[] = [
	{scale: 0.001},
	{scale: 0.2},
	{scale: 1 / 3},
	{scale: 1.5},
	{scale: 7.777},
	{scale: 20},
];

for (const facts of allFacts) {
	test(`what is given makes the same plan again: ${facts.name}`, t => {
		const plans = facts.flags.includes('scale') ? [{}, ...scales] : [{}];
		for (const given of plans) {
			const planned = facts.plan(given);
			t.deepEqual(facts.plan(givenOf(planned)), planned);
		}
	});
}

test('what is as usual is left out', t => {
	for (const facts of allFacts.filter(({needs}) => needs === undefined)) {
		t.deepEqual(givenOf(facts.plan({})), {});
	}
});

test('a scale is as short as it was typed', t => {
	const facts = allFacts.find(({flags}) => flags.includes('scale'));
	for (const scale of [0.2, 1.5, 20]) {
		t.deepEqual(facts && givenOf(facts.plan({scale})), {scale});
	}
});

test('files and a statement of the user come back as they were given', t => {
	for (const given of [
		{files: 2},
		{size: 4096, protocol: 'text'},
		{files: 3, size: 2 ** 20, protocol: 'long-data'},
	] as const) {
		t.deepEqual(givenOf(blobsFacts.plan(given)), given);
	}

	for (const given of [
		{sql: 'UPDATE a SET b = 1'},
		{sql: 'SELECT 1', setup: 'tables.sql', times: 50},
	]) {
		t.deepEqual(givenOf(sqlFacts.plan(given)), given);
	}
});
