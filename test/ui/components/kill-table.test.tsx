import test from 'ava';
import stringWidth from 'string-width';
import {killTableOfRun} from '../../../source/lab/history/kill-table.js';
import {
	headLines,
	KillTable,
} from '../../../source/ui/components/kill-table.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {sitting, twoWorkloads} from '../../helpers/sittings.js';
import {story} from '../../helpers/story.js';

for (const width of [70, 82]) {
	test(`${width} cells: what kills do in the workload of the run`, t => {
		const rows = killTableOfRun(sitting().state);
		const drawn = componentFrame(
			<KillTable rows={rows} told={[]} width={width} />,
			width,
		).trimEnd();
		const lines = drawn.split('\n');
		t.is(lines.length, headLines + rows.length);
		t.true(lines.every(line => stringWidth(line) <= width));
		t.snapshot(drawn);
	});
}

test('the table of a run is that of its workload, whatever the next one has', t => {
	const {state} = twoWorkloads();
	const {run} = state;
	const name = run?.plan.workload.name;
	const rows = killTableOfRun(state);
	t.true(rows.length > 0);
	t.true(rows.every(({workload}) => workload === name));

	const {server} = state;
	const another = {...state.plan, workload: {name: 'sleep', options: {}}};
	t.not(name, 'sleep');
	t.deepEqual(
		killTableOfRun({
			...state,
			...(run && server && {plan: {...run.plan, ...another}}),
		}),
		rows,
	);
	t.deepEqual(killTableOfRun(story().state), []);
});
