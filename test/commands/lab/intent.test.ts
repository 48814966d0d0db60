import test from 'ava';
import {describeIntent} from '../../../source/commands/lab/intent.js';
import {factsNamed} from '../../../source/lab/workloads/facts/registry.js';
import {plan as blobsRun, story} from '../../helpers/story.js';

for (const [workload, made, left] of [
	[
		'blobs',
		/create the table \w+\.DataBlobs, and the schema/,
		/drop the table/,
	],
	[
		'create-select',
		/create the table \w+\.SourceRows, the table \w+\.SelectedRows, and/,
		/drop both tables/,
	],
	[
		'procedure',
		/create the table \w+\.\w+, the procedure \w+\.\w+, and/,
		/drop procedure and table/,
	],
] as const) {
	test(`what ${workload} makes on a server of somebody is said before`, t => {
		const planned = factsNamed(workload)?.plan({});
		const {server} = story().starts().state;
		const said = server
			? describeIntent(server, {...blobsRun, ...planned}, false)
			: '';
		t.regex(said, made);
		t.regex(said, left);
	});
}
