import test from 'ava';
import {workloadList} from '../../../source/commands/workloads/list.js';

test('each workload is listed with what it does, what a run of it is, and its flags', t => {
	t.is(
		workloadList(),
		[
			'blobs   inserts random files as blobs, and compares their hashes',
			'        usually 10 files of 100 MB; --files, --size, --protocol, --rate',
			'update  one UPDATE changes every row of a table without further indexes',
			'        usually an UPDATE of 1,000,000 rows; --scale',
			'',
		].join('\n'),
	);
});
