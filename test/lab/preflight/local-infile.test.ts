import test from 'ava';
import {checkLocalInfile} from '../../../source/lab/preflight/local-infile.js';

const product = {flavour: 'mysql', name: 'MySQL', version: '9.7.4'} as const;

function check(value: string | undefined, isNeeded = true) {
	return checkLocalInfile(
		{
			product,
			variables: new Map(value === undefined ? [] : [['local_infile', value]]),
		},
		isNeeded ? {localInfile: {why: 'it loads', instead: 'do not'}} : {},
	);
}

test('a server that allows LOAD DATA LOCAL is fine', t => {
	t.like(check('ON'), [{type: 'ok', what: 'local_infile', value: 'ON'}]);
});

test('a server that does not stops a run that needs it, and no other', t => {
	t.like(check('OFF'), [
		{
			type: 'stop',
			value: 'OFF',
			needed: 'ON',
			why: 'it loads, which the server would refuse with error 3948',
			mend: {type: 'statement', sql: 'SET GLOBAL local_infile = ON'},
		},
	]);
	t.deepEqual(check('OFF', false), []);
});

test('a server that does not say stops nothing', t => {
	t.like(check(undefined), [{type: 'hidden', what: 'local_infile'}]);
});
