import test from 'ava';
import {
	WorkloadLines,
	workloadLinesHeight,
} from '../../../source/ui/components/workload-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {story} from '../../helpers/story.js';

const {plan} = story().starts().run;

function draw(height: number): string {
	return componentFrame(<WorkloadLines plan={plan} height={height} />, 80);
}

test('what the workload is, and how much of it this run does', t => {
	t.is(
		draw(workloadLinesHeight),
		'\nWhat runs: blobs\ninserts random files as blobs, and compares their hashes\nin this run: 10 files of 100 MB',
	);
});

test('all of it or nothing', t => {
	t.is(draw(workloadLinesHeight - 1).trim(), '');
});
