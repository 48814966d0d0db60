import test from 'ava';
import {
	knowledge,
	knownOf,
	nowOf,
	whyOf,
	type KillPhase,
} from '../../source/lab/kill-knowledge.js';
import {brokenPipe, story} from '../helpers/story.js';

const phases: readonly KillPhase[] = [
	'idle',
	'generate',
	'upload',
	'execute',
	'write',
	'verify',
	'commit',
	'blocked commit',
	'cut off',
	'rollback',
	'look',
	'over',
];

for (const kind of ['query', 'connection'] as const) {
	for (const phase of phases) {
		test(`it is known what a ${kind} kill does in the phase ${phase}`, t => {
			t.not(knownOf(kind, phase, false), undefined);
			t.not(knownOf(kind, phase, true), undefined);
		});
	}
}

test('every line under a key fits into the narrow pane', t => {
	t.deepEqual(
		knowledge
			.map(({now}) => now.replace('{data}', '10 files, 1000 MB'))
			.filter(now => now.length > 38),
		[],
	);
});

test('under autocommit a KILL CONNECTION that comes while the row is written commits it', t => {
	t.regex(knownOf('connection', 'write', true)?.why ?? '', /is committed/);
	t.regex(knownOf('connection', 'write', false)?.why ?? '', /rolled back/);
});

test('the line under the key follows the phase', t => {
	const told = story().starts().stores(2).inserts().uploads(0.5);
	t.deepEqual(nowOf('query', told.run), {
		now: 'lost, the server is still reading',
		files: 2,
	});
	told.uploads(1).sent();
	t.regex(nowOf('query', told.run)?.now ?? '', /1317/);
	told.seesThread('Execute', 'update', 3);
	t.regex(nowOf('query', told.run)?.now ?? '', /too late/);
	told.ok().statement('commit');
	t.regex(nowOf('connection', told.run)?.now ?? '', /all commits, or nothing/);
	told.seesThread('Query', 'Waiting for commit lock', 3);
	t.regex(nowOf('connection', told.run)?.now ?? '', /rolls back/);
	told.drops();
	t.regex(nowOf('connection', told.run)?.now ?? '', /cut off already/);
	t.regex(nowOf('query', told.run)?.now ?? '', /nobody would be told/);
	told.seesNothing();
	t.regex(nowOf('connection', told.run)?.now ?? '', /nobody is there/);
});

test('a KILL CONNECTION after the answer to COMMIT is known', t => {
	t.regex(knownOf('connection', 'answered commit', false)?.why ?? '', /before/);
});

test('a KILL CONNECTION in COMMIT says what the client knows', t => {
	const killed = () =>
		story().starts({files: 1}).stores().statement('commit').kills('connection');
	const why = ({run}: ReturnType<typeof killed>) =>
		run.kills[0] && whyOf(run, run.kills[0]);
	t.regex(why(killed().acknowledged().drops()) ?? '', /was cut off .* verdict/);
	const answered = killed().ok().acknowledged();
	t.regex(
		why(answered.emit({type: 'connection-lost', failure: brokenPipe})) ?? '',
		/answered with OK before/,
	);
});

test('a kill that did what is known has its reason', t => {
	const told = story().starts().inserts().uploads(0.5).kills('query');
	told.acknowledgedIn('Sleep', 'starting').uploads(1).sent().ok();
	const [kill] = told.run.kills;
	t.regex((kill && whyOf(told.run, kill)) ?? '', /still reading/);
});

test('a kill that did something else has none', t => {
	const told = story().starts().inserts().uploads(1).sent().kills('query');
	told.acknowledged().ok();
	const [kill] = told.run.kills;
	t.is(kill?.effect?.effect, 'too-late');
	t.is(kill && whyOf(told.run, kill), undefined);
});

test('a COMMIT that was interrupted was waiting for a lock', t => {
	const told = story().starts({files: 1}).stores().statement('commit');
	told.kills('query').acknowledgedIn('Query', 'Waiting for commit lock');
	const [kill] = told.fails().run.kills;
	t.regex((kill && whyOf(told.run, kill)) ?? '', /whole transaction/);
});
