import test from 'ava';
import {parseAim} from '../../../../source/lab/kills/notation.js';
import {alterCopyFacts} from '../../../../source/lab/workloads/alter-copy/facts.js';
import {blobsFacts} from '../../../../source/lab/workloads/blobs/facts.js';
import {blobsPlan} from '../../../../source/lab/workloads/blobs/options.js';
import {type WorkloadFacts} from '../../../../source/lab/workloads/facts/contract.js';
import {fitsPlan} from '../../../../source/lab/workloads/facts/fits-plan.js';
import {rollbackFacts} from '../../../../source/lab/workloads/rollback/facts.js';
import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';

const blobs = blobsPlan({files: 2, size: 1000, protocol: 'binary'});
const update = rowsPlan('update', 1000);

const cases: ReadonlyArray<
	readonly [
		word: string,
		of: WorkloadFacts,
		inBlobs: boolean,
		inUpdate: boolean,
	]
> = [
	['query@5s', blobsFacts, true, true],
	['query@commit', blobsFacts, true, true],
	['connection@rollback', blobsFacts, true, true],
	['query@execute', blobsFacts, true, true],
	['query@1:execute', blobsFacts, true, true],
	['query@2:execute', blobsFacts, true, false],
	['query@3:execute', blobsFacts, false, false],
	['query@upload', blobsFacts, true, false],
	['query@upload:50%', blobsFacts, true, false],
	['query@verify', blobsFacts, true, false],
	['query@execute', updateFacts, true, true],
	['query@target+5ms', updateFacts, true, true],
	['query@2:target+5ms', updateFacts, true, false],
	['query@commit+5ms', updateFacts, true, true],
	['query@rollback+5ms', updateFacts, true, true],
	// The client does not know how much of an INSERT is executed.
	['query@execute:50%', updateFacts, false, true],
];

for (const [word, facts, inBlobs, inUpdate] of cases) {
	test(`the moment of ${word}, a kill of ${facts.name}, can come in these workloads`, t => {
		const aim = parseAim(word, facts);
		t.deepEqual(aim && [fitsPlan(aim, blobs), fitsPlan(aim, update)], [
			inBlobs,
			inUpdate,
		]);
	});
}

test('a target that commits itself has no COMMIT to wait for', t => {
	const moment = {type: 'phase', phase: 'commit', part: 0} as const;
	t.false(fitsPlan({kind: 'query', moment}, alterCopyFacts.plan({})));
});

for (const [word, fits] of [
	['query@commit', false],
	['query@commit+5ms', false],
	['query@rollback', true],
	['query@rollback+5ms', true],
] as const) {
	test(`a transaction that ends with ROLLBACK has no COMMIT: ${word}`, t => {
		const aim = parseAim(word, updateFacts);
		t.is(aim && fitsPlan(aim, rollbackFacts.plan({})), fits);
	});
}
