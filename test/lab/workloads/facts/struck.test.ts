import test from 'ava';
import {struckReturn} from '../../../../source/lab/history/effect.js';
import {sleepFacts} from '../../../../source/lab/workloads/sleep/facts.js';
import {struckOk} from '../../../../source/lab/workloads/facts/struck.js';
import {type Returned} from '../../../../source/lab/events/events.js';
import {okWith} from '../../../../source/wording/words.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const one: Returned = {type: 'rows', rows: 1, value: '1'};
const wasStruck = (returned: Returned) =>
	returned.type === 'rows' && returned.value === '1';

test('an OK can say that a kill ended the statement, if the workload knows such an OK', t => {
	t.is(struckOk({wasStruck}, {type: 'ok', returned: one}), one);
	t.is(
		struckOk({wasStruck}, {type: 'ok', returned: {...one, value: '0'}}),
		undefined,
	);
	t.is(struckOk({wasStruck}, {type: 'ok'}), undefined);
	t.is(struckOk({wasStruck}, undefined), undefined);
	t.is(struckOk({}, {type: 'ok', returned: one}), undefined);
});

test('such an OK is named by what it returned', t => {
	t.is(okWith(one), 'OK with 1');
	t.is(okWith({type: 'rows', rows: 1, isNull: true}), 'OK with NULL');
	t.is(okWith({type: 'rows', rows: 0}), 'OK with no row');
	t.is(okWith({type: 'changes', rows: 2}), 'OK with 2 rows');
});

/** A SELECT SLEEP() is about to be identified. */
function sleeping(): Story {
	const {rate, ...unpaced} = blobsRun;
	const told = story().starts();
	told.emit({
		type: 'run-started',
		run: 2,
		plan: {...unpaced, ...sleepFacts.plan({})},
		connectionId: '1',
	});
	return told.statement('begin').ok();
}

test('only the OK of the target says that a kill ended it: a connection may have the id 1', t => {
	const told = sleeping().statement('identify').kills('query');
	told.acknowledgedIn('Query', 'executing').returns(one);
	t.deepEqual(told.effects, ['too-late']);
	t.is(told.run.statements.at(-1)?.left, undefined);
});

test('what a killed SLEEP() returned is told with its kill', t => {
	const told = sleeping().statement('target').sent();
	told.seesThread('Query', 'User sleep', 0).kills('query');
	told.acknowledgedIn('Query', 'User sleep').returns(one);
	const [kill] = told.run.kills;
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(kill && struckReturn(kill, told.run), one);
});
