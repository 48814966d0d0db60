import test from 'ava';
import {
	EarlierRuns,
	describeEarlier,
	KillLines,
	ToldKill,
} from '../../../source/ui/components/kill-log.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {disconnected, rolledBack} from '../../helpers/stories.js';
import {story, type Story} from '../../helpers/story.js';

function manyKills() {
	const told = story().starts().inserts().uploads(0.5);
	for (let kill = 0; kill < 12; kill++) {
		told.kills('query').acknowledged();
	}

	return told;
}

for (const killsBack of [0, 5, 11]) {
	test(`of many kills, the newest are shown, and the one that is told: ${killsBack} back`, t => {
		t.snapshot(
			componentFrame(
				<KillLines
					run={manyKills().run}
					killsBack={killsBack}
					width={60}
					height={5}
				/>,
				60,
			),
		);
	});
}

test('the kill that is told is the newest, or one before it', t => {
	const {state} = rolledBack();
	for (const [killsBack, told] of [
		[0, /^Kill 2 {2}interrupted\b/],
		[1, /^Kill 1 {2}lost\b/],
		[9, /^Kill 1 {2}lost\b/],
	] as const) {
		t.regex(
			componentFrame(
				<ToldKill
					state={state}
					activity="running"
					killsBack={killsBack}
					width={60}
					height={6}
				/>,
				60,
			),
			told,
		);
	}
});

test('until a run has a kill, the last one of the run before is told', t => {
	const told = rolledBack().starts({}, '45');
	const draw = () =>
		componentFrame(
			<ToldKill
				state={told.state}
				activity="running"
				killsBack={0}
				width={60}
				height={6}
			/>,
			60,
		);
	t.regex(draw(), /^Run 1, kill 2 {2}interrupted\b/);
	told.inserts().kills('connection');
	t.regex(draw(), /^Kill 1 {2}no OK yet/);
});

test('every earlier run keeps a line', t => {
	const told = rolledBack().starts({}, '45').looks().finds('rolled back whole');
	for (const event of disconnected().events.slice(1)) {
		const {at, ...body} = event;
		if (body.type !== 'kill-effect') {
			told
				.after(1)
				.emit(body.type === 'run-started' ? {...body, run: 3} : body);
		}
	}

	told.starts({}, '46');
	t.snapshot(
		componentFrame(
			<EarlierRuns earlier={told.state.earlier ?? []} width={90} height={3} />,
			90,
		),
	);
});

test('what a kill did is told in whole sentences, as many as there is room for', t => {
	const {state} = disconnected();
	const told = [1, 2, 3, 4, 5, 6, 7].map(height =>
		componentFrame(
			<ToldKill
				state={state}
				activity="running"
				killsBack={0}
				width={60}
				height={height}
			/>,
			60,
		)
			.split('\n')
			.join(' ')
			.trim(),
	);
	t.true(told.every(text => text.endsWith('.')));
	t.is(new Set(told).size, 4);
	t.regex(told[0] ?? '', /^Kill 1 {2}disconnected\.$/);
	t.regex(told.at(-1) ?? '', / effect seen .* the OK\.$/);
});

test('the line of an earlier run loses facts, never half a word', t => {
	const [run] = rolledBack().starts({}, '45').state.earlier ?? [];
	t.truthy(run);
	const lines = [100, 60, 45, 32].map(width =>
		run ? describeEarlier(run, width) : '',
	);
	t.deepEqual(lines, [
		'run 1: rolled back whole, 0 of 10 rows; q interrupted, sent during execution, 1 earlier kill',
		'run 1: rolled back whole; q interrupted, 1 earlier kill',
		'run 1: rolled back whole; q interrupted',
		'run 1: rolled back whole',
	]);
});

test('the line of an earlier run says when its last kill was sent', t => {
	const over = story()
		.starts({files: 1})
		.stores()
		.statement('commit')
		.ok()
		.finds('committed whole')
		.kills('query')
		.refused({errno: 1094, message: 'Unknown thread id: 42'});
	const [run] = over.starts({}, '45').state.earlier ?? [];
	t.is(
		run && describeEarlier(run, 100),
		'run 1: committed whole, 0 of 1 row; q already gone, sent after the run',
	);
});

test('a run that is over no longer waits for its first kill', t => {
	const draw = (told: Story) =>
		componentFrame(
			<ToldKill
				state={told.state}
				activity="running"
				killsBack={0}
				width={60}
				height={1}
			/>,
			60,
		);
	const told = story().starts().inserts();
	t.regex(draw(told), /^No kill sent yet\. /);
	t.is(draw(told.looks().finds('rolled back whole')), 'No kill was sent.');
});

test('before the first kill of a run it says how to send one, where there is room', t => {
	const {state} = story().starts().inserts();
	t.is(
		componentFrame(
			<ToldKill
				state={state}
				activity="running"
				killsBack={0}
				width={60}
				height={2}
			/>,
			60,
		),
		'No kill sent yet. q and c send one at once. a arms one for a\nmoment that is too short for a finger.',
	);
});
