import test from 'ava';
import {runLog} from '../../source/wording/run-log.js';
import {disconnected, rolledBack} from '../helpers/stories.js';
import {story, type Story} from '../helpers/story.js';

function lines({run}: Story): string[] {
	return runLog(run).map(
		({at, text}) => `${((at - run.startedAt) / 1000).toFixed(1)} s ${text}`,
	);
}

test('what a KILL QUERY does, that the transaction is still open, and that the client rolls back', t => {
	t.deepEqual(lines(rolledBack()).slice(-12), [
		'9.1 s kill 1: KILL QUERY sent, upload 58 %',
		'9.1 s kill 1: OK, the flag is set',
		'10.4 s kill 2: KILL QUERY sent, execute',
		'10.4 s kill 2: OK, the flag is set',
		'11.2 s INSERT random_file-2.bin error 1317: upload 2.0 s, server 1.1 s',
		'11.2 s the transaction is still open, 2 rows pending',
		'11.2 s kill 1: lost',
		'11.2 s kill 2: interrupted',
		'11.3 s ROLLBACK OK',
		'11.3 s the observer waits until thread and transaction are gone',
		'11.5 s thread and transaction are gone from the server',
		'11.5 s verdict: rolled back whole',
	]);
});

test('a KILL CONNECTION: client cut off, thread gone, transaction gone, each with its time', t => {
	t.deepEqual(lines(disconnected()).slice(-10), [
		'9.1 s kill 1: KILL CONNECTION sent, upload 58 %',
		'9.1 s kill 1: OK, the flag is set',
		'9.1 s INSERT random_file-2.bin was cut off',
		'9.1 s kill 1: disconnected',
		'9.1 s the client lost its connection',
		'9.1 s the observer waits until thread and transaction are gone',
		'9.3 s kill 1: the thread is gone',
		'9.3 s kill 1: the transaction is gone',
		'9.3 s thread and transaction are gone from the server',
		'9.4 s verdict: rolled back whole',
	]);
});

test('a KILL that the server answers with an error has its number: 1094 is not a refusal', t => {
	const told = story()
		.starts({files: 1})
		.stores()
		.statement('commit')
		.ok()
		.finds('committed whole')
		.kills('query')
		.refused({errno: 1094, message: 'Unknown thread id: 42'});
	t.deepEqual(
		lines(told)
			.slice(-3)
			.map(line => line.replace(/^\S+ s /, '')),
		[
			'kill 1: KILL QUERY sent, after run',
			'kill 1: error 1094',
			'kill 1: already gone',
		],
	);
});
