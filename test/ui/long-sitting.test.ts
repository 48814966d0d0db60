import test from 'ava';
import {roomForWhole} from '../../source/lab/history/earlier-run.js';
import {historyEntries} from '../../source/ui/history-entries.js';
import {frame} from '../helpers/frame.js';
import {longSitting} from '../helpers/sittings.js';

test('of a sitting of 500 runs with three kills each, every run can be shown again', t => {
	const told = longSitting(500);
	const {earlier = []} = told.state;
	t.is(earlier.length, 499);
	t.deepEqual(
		earlier.filter(({whole}) => whole === undefined),
		[],
	);
	t.true(earlier.reduce((sum, {size}) => sum + size, 0) <= roomForWhole);
	t.is(historyEntries(told.state).length, 2000);

	const shown = {
		state: told.state,
		activity: 'over',
		now: told.now,
		columns: 80,
		rows: 24,
	} as const;
	const at = {run: 1, kill: 3};
	t.regex(
		frame({...shown, chosen: {panel: {type: 'history', at}, killsBack: 0}}),
		/500 runs with 1,500 kills, the newest first \(1,998 of 2,000\):/,
	);
	t.regex(
		frame({...shown, chosen: {panel: {type: 'history-run', at}, killsBack: 0}}),
		/Run 1 as it ended [^]*Kill 3 {2}disconnected\./,
	);
	t.regex(
		frame({
			...shown,
			chosen: {panel: {type: 'history-table', row: 2}, killsBack: 0},
		}),
		/upload {4}QUERY {2}1,000 lost/,
	);
});
