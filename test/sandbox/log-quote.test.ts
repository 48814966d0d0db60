import test from 'ava';
import {quoteLog} from '../../source/sandbox/log-quote.js';

test("quotes apt's first error, in one line", t => {
	const log =
		'W: something\nE: Failed to fetch http://mirror.example/x  Could not connect\nE: Some index files failed to download.\n';
	t.is(
		quoteLog(log),
		': Failed to fetch http://mirror.example/x Could not connect',
	);
});

test("quotes a server's errors without the notes around them", t => {
	const log =
		'[Note] starting\n[ERROR] unknown option\n[Note] bye\n[ERROR] Aborting\n';
	t.is(quoteLog(log), '\n  [ERROR] unknown option\n  [ERROR] Aborting');
});

test('quotes the end of a log without errors', t => {
	t.is(quoteLog('one\ntwo\nthree\n', 2), '\n  two\n  three');
});

test('has nothing to quote from an empty log', t => {
	t.is(quoteLog(' \n'), '');
});
