import test from 'ava';
import {TransactionLine} from '../../../source/ui/components/transaction-line.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {story} from '../../helpers/story.js';

for (const [files, line] of [
	[1, 'transaction open · 0 of 1 file · 0 B not committed'],
	[2, 'transaction open · 0 of 2 files · 0 B not committed'],
] as const) {
	test(`the transaction of a run of ${files}`, t => {
		const {run} = story().starts({files});
		t.is(componentFrame(<TransactionLine run={run} />, 80), line);
	});
}
