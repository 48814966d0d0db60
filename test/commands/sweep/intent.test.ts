import test from 'ava';
import {describeSweepIntent} from '../../../source/commands/sweep/intent.js';
import {factsNamed} from '../../../source/lab/workloads/facts/registry.js';
import {plan as blobsRun, story} from '../../helpers/story.js';

function saidOf(...workloads: readonly string[]): string {
	const {server} = story().starts().state;
	const plans = workloads.map(name => ({
		...blobsRun,
		...factsNamed(name)?.plan({}),
	}));
	return server ? describeSweepIntent(server, plans, 60) : '';
}

test('all that a sweep makes on a server of somebody is said before, each once', t => {
	t.regex(
		saidOf('update', 'sort'),
		/create and drop the table NumberedRows in the schema/,
	);
	t.regex(
		saidOf('update', 'create-select', 'procedure', 'handler'),
		/create and drop the tables NumberedRows, SourceRows, SelectedRows, BatchedRows, HandledRows and the procedures \w+, \w+ in the schema/,
	);
});

test('its runs and kills are counted', t => {
	const said = saidOf('update', 'sort');
	t.regex(said, /: 126 runs in all/);
	t.regex(said, /kill its own connections 120 times/);
});
