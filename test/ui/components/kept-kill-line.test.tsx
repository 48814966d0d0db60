import test from 'ava';
import {
	toEarlierRun,
	withEnded,
	type EarlierRun,
} from '../../../source/lab/history/earlier-run.js';
import {KeptKillLine} from '../../../source/ui/components/kept-kill-line.js';
import {KillLine} from '../../../source/ui/components/kill-line.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {rolledBack} from '../../helpers/stories.js';

const look = {digits: 1, isTold: false, width: 60} as const;

test('a kill of a run that was packed has the line that it had', t => {
	const {run} = rolledBack();
	const kept: readonly EarlierRun[] = [
		toEarlierRun(run),
		...withEnded([], run),
	];
	t.is(kept.length, 2);
	for (const {whole} of kept) {
		t.deepEqual(
			whole?.sent.map(sent =>
				componentFrame(<KeptKillLine of={whole} sent={sent} {...look} />, 60),
			),
			run.kills.map(kill =>
				componentFrame(<KillLine run={run} kill={kill} {...look} />, 60),
			),
		);
	}
});
