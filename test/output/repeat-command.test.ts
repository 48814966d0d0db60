import test from 'ava';
import {type ServerFacts} from '../../source/lab/events/events.js';
import {type RunState} from '../../source/lab/history/state.js';
import {
	commandLines,
	repeatCommand,
} from '../../source/output/repeat-command.js';
import {summariseRun} from '../../source/output/run-summary.js';
import {repeatNotes} from '../../source/output/repeat-notes.js';
import {parseArguments} from '../../source/options/parse-command-line.js';
import {updateFacts} from '../../source/lab/workloads/update/facts.js';
import {answers, asks, interruptedFourth} from '../helpers/asked.js';
import {deadlock, plan, story, type Story} from '../helpers/story.js';

function command({state}: Story, server = state.server): string {
	if (!state.run) {
		throw new Error('no run');
	}

	return repeatCommand(server, state.run).join(' ');
}

function notes({state, run}: Story): string {
	return repeatNotes(state.server, run).join(' ');
}

const own: ServerFacts = {
	flavour: 'mariadb',
	version: '10.11.14',
	product: 'MariaDB 10.11.14',
	address: 'db.example.com:3306',
	tls: true,
	surroundings: [],
	own: {host: 'db1', isReadOnly: false, user: 'it’s me'},
};

test('a run as usual', t => {
	t.is(
		command(story().starts({rate: (100 * 1024 ** 2) / 3})),
		'kill-lab --sandbox=mysql-9.7',
	);
});

test('all that is not as usual', t => {
	t.is(
		command(
			story().starts({
				files: 2,
				size: 4097,
				protocol: 'text',
				rate: 1536,
				schema: 'my lab',
				onInterrupt: 'retry',
				autocommit: true,
				pauseCommit: true,
			}),
		),
		"kill-lab --sandbox=mysql-9.7 -D 'my lab' --files 2 --size 4097 --protocol text --rate 1536/s --on-interrupt retry --autocommit --pause-commit",
	);
	const {rate, ...unpaced} = plan;
	t.is(
		command(
			story()
				.starts()
				.emit({
					type: 'run-started',
					run: 2,
					plan: {...unpaced, ...updateFacts.plan({scale: 0.2})},
					connectionId: '42',
				}),
		),
		'kill-lab --sandbox=mysql-9.7 --workload update --scale 0.2',
	);
	t.regex(
		command(
			story().starts().emit({
				type: 'run-started',
				run: 2,
				plan: unpaced,
				connectionId: '42',
			}),
		),
		/ --rate max$/,
	);
});

test('a server of the user is named, without a password', t => {
	const told = story().starts();
	t.regex(
		command(told, own),
		/^kill-lab -h db\.example\.com -P 3306 -u 'it’s me' --rate/,
	);
	t.regex(
		command(told, {...own, address: '[::1]:3307'}),
		/^kill-lab -h ::1 -P 3307 /,
	);
	t.regex(
		command(told, {...own, address: '/run/my sql.sock'}),
		/^kill-lab -S '\/run\/my sql\.sock' -u /,
	);
	t.regex(
		repeatNotes(own, told.run).join(' '),
		/^Add -p, and what else your server needs/,
	);
});

test('a planned kill is what was planned, in the step that it met', t => {
	const told = story()
		.starts()
		.stores(2)
		.inserts()
		.emit({
			type: 'kill-sent',
			kill: 1,
			kind: 'query',
			connectionId: '42',
			statement: 'KILL QUERY 42',
			aim: {
				kind: 'query',
				moment: {type: 'phase', phase: 'upload', part: 0.25},
			},
		})
		.emit({
			type: 'kill-sent',
			kill: 2,
			kind: 'connection',
			connectionId: '42',
			statement: 'KILL CONNECTION 42',
			aim: {kind: 'connection', moment: {type: 'time', after: 5000}},
		})
		.emit({
			type: 'kill-unsent',
			plan: {
				kind: 'query',
				moment: {type: 'phase', phase: 'rollback', part: 0},
			},
		});
	t.regex(
		command(told),
		/ --kill query@3:upload:25% --kill connection@5s --kill query@rollback$/,
	);
	t.is(notes(told), '');
});

test('a key is about the nearest moment that --kill can name', t => {
	const upload = story().starts().inserts().uploads(0.58).kills('query');
	t.regex(command(upload), / --kill query@1:upload:58%$/);
	t.regex(notes(upload), /^Kill 1 had no exact moment/);

	const commit = story().starts().stores(10).statement('commit').kills('query');
	t.regex(command(commit), / --kill query@commit$/);

	const idle = story().starts().after(3216).kills('connection');
	t.regex(command(idle), / --kill connection@3\.22s$/);
	t.regex(
		notes(idle),
		/--kill can't name a moment between statements: kill 1 comes so long after the start/,
	);
});

test('how the kills were sent', t => {
	const sent = (statement: string) =>
		command(
			story().starts().emit({
				type: 'kill-sent',
				kill: 1,
				kind: 'query',
				connectionId: '42',
				statement,
			}),
		);
	t.regex(sent('KILL SOFT QUERY 42'), / --kill-soft$/);
	t.regex(sent('KILL QUERY ID 7'), / --kill-by-query-id$/);
	t.regex(sent('CALL mysql.rds_kill_query(42)'), / --kill-via rds$/);
	t.regex(sent('CALL mysql.az_kill(42)'), / --kill-via azure$/);
	const refused = story()
		.starts()
		.kills('query')
		.rerouted(deadlock, 'CALL mysql.rds_kill_query(42)');
	t.notRegex(command(refused), /--kill-via/);
});

test('what the client did after an interruption', t => {
	const told = story()
		.starts({onInterrupt: 'retry'})
		.inserts()
		.uploads(1)
		.sent()
		.kills('query')
		.acknowledged()
		.emit({type: 'on-interrupt', onInterrupt: 'skip'})
		.fails();
	t.regex(command(told), / --on-interrupt skip$/);
});

const mb = 1024 ** 2;

test('a rate that a key changes after the verdict is none of the run', t => {
	const told = story()
		.starts({files: 1})
		.inserts()
		.uploads(0.5)
		.kills('connection')
		.drops()
		.acknowledged()
		.looks()
		.finds('rolled back whole')
		.emit({type: 'pace', paused: false, rate: 2 * mb});
	t.is(told.run.rate, 2 * mb);
	t.is(told.run.paces, undefined);
});

test('the command has the rate of the last kill, and tells that a key changed it', t => {
	const told = story()
		.starts()
		.emit({type: 'pace', paused: false, rate: 2 * mb});
	t.regex(command(told), / --rate 50MB\/s$/);
	t.regex(
		notes(told),
		/A key changed the rate during the run: the command has 50\.0 MB\/s, as at its start\./,
	);
	told.inserts().uploads(0.1).kills('query').acknowledged();
	told.emit({type: 'pace', paused: false, rate: 4 * mb});
	told.uploads(0.2).kills('query').acknowledged();
	told.emit({type: 'pace', paused: false, rate: 50 * mb});
	t.regex(command(told), / --rate 4MB\/s /);
	t.regex(
		notes(told),
		/A key changed the rate during the run, from 50\.0 MB\/s at its start: the command has 4\.0 MB\/s, as at kill 2 \(kill 1 came at 2\.0 MB\/s\)\./,
	);
	t.regex(
		summariseRun(told.state.server, told.run, [], 79).join(' '),
		/to repeat it \(about: a key has no exact moment; a key changed the rate\):/,
	);
});

test('a pause is no other rate', t => {
	const told = story().starts();
	const {rate = 0} = told.run.plan;
	told.emit({type: 'pace', paused: true, rate});
	told.emit({type: 'pace', paused: false, rate});
	t.is(notes(told), '');
});

test('the lab takes the command', t => {
	const told: RunState = story()
		.starts({files: 3, schema: 'mine'})
		.inserts()
		.uploads(0.58)
		.kills('query').run;
	const [, ...options] = repeatCommand(story().starts().state.server, told);
	const read = parseArguments(
		options.flatMap(words => words.split(' ')),
		{userName: 'ann', localSocket: '/run/mysqld.sock'},
	);
	t.like(read, {
		type: 'lab',
		options: {schema: 'mine', rate: 50 * 1024 ** 2, given: {files: 3}},
	});
});

test('a long command has lines that a shell joins', t => {
	t.deepEqual(commandLines(['kill-lab', '--files 2', '--size 1MB'], 24), [
		String.raw`kill-lab --files 2 \ `.trimEnd(),
		'  --size 1MB',
	]);
	t.deepEqual(commandLines(['kill-lab', "--sql 'a very long word'"], 10), [
		String.raw`kill-lab \ `.trimEnd(),
		"  --sql 'a very long word'",
	]);
});

test('two kills with one moment come at once when it is repeated, and that is said', t => {
	const told = story().starts().inserts().uploads(0.5);
	told.kills('query').acknowledged();
	t.notRegex(notes(told), /moment of an earlier kill/);
	told.after(5).kills('connection').acknowledged();
	t.regex(notes(told), /Kill 2 names the moment of an earlier kill/);
	t.regex(
		summariseRun(told.state.server, told.run, [], 100).join('\n'),
		/to repeat it \(about: two kills name one moment, and come at once\):/,
	);
});

test('the time of a kill leaves out how long a question waited for a person', t => {
	const told = answers(asks(interruptedFourth()).after(9000), 'retry')
		.statement('target')
		.after(2000)
		.fails(deadlock)
		.after(500)
		.kills('connection');
	const time = told.run.kills.at(-1)?.sentAt ?? 0;
	const {startedAt} = told.run;
	const after = Math.round((time - startedAt - 9000) / 10) / 100;
	t.is(/--kill connection@(\S+)s/.exec(command(told))?.[1], String(after));
	t.regex(
		notes(told),
		/The time of kill 2 leaves out 9\.0 s in which the run waited for you/,
	);
	t.regex(
		summariseRun(told.state.server, told.run, [], 79).join(' '),
		/exact moment; without the time that the run +waited for you\):/,
	);
});

test('a planned time leaves a pause out too', t => {
	const told = story()
		.starts()
		.emit({type: 'pace', paused: true})
		.after(4000)
		.emit({type: 'pace', paused: true, rate: 1024})
		.emit({type: 'pace', paused: false, rate: 1024})
		.after(1000)
		.emit({
			type: 'kill-sent',
			kill: 1,
			kind: 'query',
			connectionId: '42',
			statement: 'KILL QUERY 42',
			aim: {kind: 'query', moment: {type: 'time', after: 5010}},
		});
	t.regex(command(told), / --kill query@1\.01s$/);
	t.regex(notes(told), /^The time of kill 1 leaves out 4\.0 s/);
});

test('a kill that came while the lab asked comes after the question has been asked', t => {
	const told = asks(interruptedFourth()).after(3000).kills('connection');
	const {startedAt, kills} = told.run;
	const after = ((kills.at(-1)?.sentAt ?? 0) - startedAt) / 1000;
	t.regex(command(told), new RegExp(` connection@${after.toFixed(2)}s$`));
	t.regex(
		notes(told),
		/Kill 2 came while the lab asked: it asks on the screen/,
	);

	t.regex(
		summariseRun(told.state.server, told.run, [], 79).join(' '),
		/exact\s+moment;\s+a\s+kill\s+came\s+while\s+the\s+lab\s+asked\):/,
	);

	const second = answers(asks(interruptedFourth()), 'retry')
		.statement('target')
		.fails();
	t.regex(
		notes(asks(second).kills('connection')),
		/Kill 2 came while the lab asked, but with --on-interrupt it asks nothing/,
	);
});

test('a kill that came while COMMIT was held needs it held again', t => {
	const told = story()
		.starts()
		.stores(10)
		.emit({type: 'pace', paused: true})
		.after(7000)
		.kills('connection');
	t.regex(command(told), / --pause-commit$/);
	t.regex(notes(told), /Kill 1 came while COMMIT was held: leave it held/);
	t.notRegex(notes(told), /leaves out/);
});

test('different answers are told, because the command has one', t => {
	const told = answers(
		asks(
			answers(asks(interruptedFourth()), 'retry').statement('target').fails(),
		),
		'skip',
	);
	t.regex(command(told), / --on-interrupt retry$/);
	t.regex(
		notes(told),
		/differed: retry, then skip\. The command does the first/,
	);
	t.regex(
		summariseRun(told.state.server, told.run, [], 79).join(' '),
		/the answers to 1317 +differed/,
	);
});
