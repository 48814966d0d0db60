import test from 'ava';
import {
	writingName,
	writingRole,
} from '../../../../source/lab/workloads/facts/writing.js';

test('what the verdict looks for is written by the target, or, if that only reads, by a statement before it', t => {
	const facts = {target: 'SELECT', stepNoun: 'INSERT'};
	t.is(writingRole({}), 'target');
	t.is(writingName(facts), 'SELECT');
	t.is(writingRole({readsOnly: true}), 'write');
	t.is(writingName({...facts, readsOnly: true}), 'INSERT');
});
