import test from 'ava';
import {struckOk} from '../../../../source/lab/workloads/facts/struck.js';
import {type Returned} from '../../../../source/lab/events/events.js';
import {okWith} from '../../../../source/wording/words.js';

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
