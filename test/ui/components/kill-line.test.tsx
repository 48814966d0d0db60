import test from 'ava';
import {
	KillLine,
	KillSentence,
	killText,
} from '../../../source/ui/components/kill-line.js';
import {toAscii} from '../../../source/output/ascii.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {committed, disconnected, rolledBack} from '../../helpers/stories.js';
import {brokenPipe, story, type Story} from '../../helpers/story.js';

/** The newest kill's line. */
function lineOf({run}: Story, width: number, digits = 1): string {
	const kill = run.kills.at(-1);
	return kill
		? componentFrame(
				<KillLine
					run={run}
					kill={kill}
					digits={digits}
					isTold={false}
					width={width}
				/>,
				width,
			)
		: '';
}

function sentenceOf(
	{run}: Story,
	size: {readonly width: number; readonly height: number},
	time: 'present' | 'past' | 'foretold' = 'present',
): string {
	const kill = run.kills.at(-1);
	return kill
		? componentFrame(
				<KillSentence run={run} kill={kill} time={time} {...size} />,
				size.width,
			)
		: '';
}

const uploading = () => story().starts().inserts().after(900).uploads(0.5);

for (const [what, tell, narrow, wide] of [
	[
		'not answered yet',
		() => uploading().kills('query'),
		'1 QUERY upload 50 % …         waiting',
		' 1 QUERY upload 50 % …         waiting',
	],
	[
		'no effect yet',
		() => uploading().kills('query').acknowledged(),
		'1 QUERY upload 50 % OK 1.0 ms waiting',
		' 1 QUERY upload 50 % OK 1.0 ms waiting',
	],
	[
		'interrupted, later than its OK',
		rolledBack,
		'2 QUERY execute     OK 0.4 ms interrupted',
		' 2 QUERY execute     OK 0.4 ms interrupted 800 ms after OK',
	],
	[
		'disconnected',
		disconnected,
		'1 CONN  upload 58 % OK 0.5 ms disconnected',
		' 1 CONN  upload 58 % OK 0.5 ms disconnected 2.0 ms, gone 203 ms after OK',
	],
	[
		'lost',
		committed,
		'1 QUERY upload 50 % OK 0.5 ms lost',
		' 1 QUERY upload 50 % OK 0.5 ms lost',
	],
	[
		'refused',
		() =>
			uploading()
				.kills('query')
				.refused({errno: 1095, message: 'You are not owner of thread 42'}),
		'1 QUERY upload 50 % err 1095  refused',
		' 1 QUERY upload 50 % err 1095  refused',
	],
	[
		'the control connection was lost',
		() => uploading().kills('connection').refused(brokenPipe),
		'1 CONN  upload 50 % no answer waiting',
		' 1 CONN  upload 50 % no answer waiting',
	],
] as const) {
	test(`the line of a kill: ${what}`, t => {
		t.is(lineOf(tell(), 42), narrow);
		t.is(lineOf(tell(), 80), wide);
	});
}

test('numbers of several digits stand below each other', t => {
	t.is(
		lineOf(rolledBack(), 42, 2),
		' 2 QUERY execute     OK 0.4 ms interrupted',
	);
	t.is(
		lineOf(rolledBack(), 80, 3),
		'  2 QUERY execute     OK 0.4 ms interrupted 800 ms after OK',
	);
});

test('how long a rollback was seen has its place before the time of its end', t => {
	const told = story()
		.starts()
		.stores(1)
		.inserts()
		.kills('connection')
		.acknowledged()
		.drops()
		.after(1200)
		.sees({
			thread: {type: 'gone'},
			transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
		})
		.after(2900)
		.seesNothing();
	const line = ' 1 CONN  upload 0 %  OK 1.0 ms disconnected 2.0 ms';
	t.is(
		lineOf(told, 100, 1),
		`${line}, gone 4.1 s after OK, rollback about 2.9 s`,
	);
	t.is(lineOf(told, 82, 1), `${line} after OK, rollback about 2.9 s`);
	t.is(lineOf(told, 60, 1), `${line} after OK`);
	t.is(
		lineOf(told, 55, 1),
		'1 CONN  upload 0 %  OK 1.0 ms disconnected OK+2.0 ms',
	);
});

test('whole sentences, as many as there is room for', t => {
	t.snapshot(sentenceOf(rolledBack(), {width: 42, height: 6}));
	t.snapshot(sentenceOf(rolledBack(), {width: 42, height: 2}));
	t.snapshot(sentenceOf(rolledBack(), {width: 116, height: 6}));
});

test('a kill of an earlier run says of which', t => {
	t.snapshot(sentenceOf(disconnected(), {width: 80, height: 1}, 'past'));
	const {run} = disconnected();
	const [kill] = run.kills;
	t.is(
		kill && killText(run, kill, {time: 'past'}).label,
		'Run\u00A01, kill\u00A01  ',
	);
});

test('a kill that a replay has jumped to is told from its end', t => {
	t.regex(
		sentenceOf(rolledBack(), {width: 80, height: 3}, 'foretold'),
		/^Kill 2, as it turned out: {2}interrupted\. /,
	);
});

test('in ASCII', t => {
	t.is(
		toAscii(lineOf(uploading().kills('query'), 42)),
		'1 QUERY upload 50 % ~         waiting',
	);
});
