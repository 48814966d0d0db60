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

test('says so when the key of an archive is missing', t => {
	const log =
		"W: GPG error: http://mirror.example/debian trixie InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 6ED0E7B82643E131 NO_PUBKEY 762F67A0B2C39DE4\nE: The repository 'http://mirror.example/debian trixie InRelease' is not signed.\n";
	t.is(
		quoteLog(log),
		": The repository 'http://mirror.example/debian trixie InRelease' is not signed. Its key 6ED0E7B82643E131 is not known here: upgrade the package debian-archive-keyring or ubuntu-keyring.",
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
