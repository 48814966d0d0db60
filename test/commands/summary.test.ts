import test from 'ava';
import {farewellLines} from '../../source/commands/farewell.js';
import {summarise} from '../../source/commands/summary.js';
import {type ExpectedOutcome} from '../../source/options/flag-values.js';
import {createEventStore} from '../../source/lab/history/event-log.js';
import {collectSitting} from '../../source/lab/history/sitting.js';
import {storedRows, story, type Story} from '../helpers/story.js';

/** What is said about a session once its screen is gone. */
function told({events}: Story, expect?: ExpectedOutcome) {
	const store = createEventStore(() => 0);
	const summary = summarise(store, collectSitting(store), expect);
	for (const event of events) {
		store.append(event);
	}

	return {lines: farewellLines(summary.farewell()), code: summary.exitCode()};
}

test('an effect that only the verdict tells is in the farewell', t => {
	const killed = story()
		.starts({files: 1})
		.stores()
		.statement('commit')
		.kills('connection')
		.ok()
		.acknowledged()
		.seesNothing()
		.finds('committed whole', storedRows(1));
	t.deepEqual(
		killed.events.slice(-2).map(({type}) => type),
		['verdict', 'kill-effect'],
	);
	const {lines, code} = told(killed);
	t.deepEqual(lines, [
		'MySQL 9.7.4 · sandbox',
		'run 1: committed whole: 1 of 1 row, all hashes equal, seen by connection 44',
		'run 1, kill 1: KILL CONNECTION during COMMIT: disconnected (read); thread gone',
		"       1.0 ms, transaction gone 1.0 ms after the KILL's OK",
		'  to repeat it (about: a key has no exact moment):',
		'    kill-lab --sandbox=mysql-9.7 --files 1 --rate 50MB/s \\',
		'      --kill connection@commit',
	]);
	t.is(code, 0);
});

test('an outcome that the caller did not expect is told beside the exit code', t => {
	const committed = story()
		.starts({files: 1})
		.stores()
		.statement('commit')
		.ok()
		.finds('committed whole', storedRows(1));
	const {lines, code} = told(committed, 'rolled-back');
	t.deepEqual(lines, [
		'MySQL 9.7.4 · sandbox',
		'run 1: committed whole: 1 of 1 row, all hashes equal, seen by connection 44',
		'run 1: --expect rolled-back was not met: committed whole',
		'  to repeat it:',
		'    kill-lab --sandbox=mysql-9.7 --files 1 --rate 50MB/s',
	]);
	t.is(code, 4);
	t.deepEqual(told(committed, 'committed').lines, [
		...lines.slice(0, 2),
		...lines.slice(3),
	]);
});

test('the warnings of every workload of the session are in the farewell, each once', t => {
	const warning = {
		type: 'warning',
		what: 'offline_mode',
		value: 'ON',
		needed: 'OFF',
		why: 'nobody else gets in',
		mend: {type: 'advice', instead: 'wait'},
	} as const;
	const {lines} = told(
		story()
			.emit({type: 'preflight', warnings: [warning]})
			.starts()
			.emit({
				type: 'preflight',
				warnings: [warning, {...warning, what: 'read_only'}],
			})
			.emit({type: 'preflight', warnings: []}),
	);
	t.deepEqual(lines, [
		'MySQL 9.7.4 · sandbox',
		'warning: offline_mode: ON; needed: OFF. Nobody else gets in. Wait.',
		'warning: read_only: ON; needed: OFF. Nobody else gets in. Wait.',
		'run 1: no verdict: the run had not ended',
		'  to repeat it:',
		'    kill-lab --sandbox=mysql-9.7 --rate 50MB/s',
	]);
});
