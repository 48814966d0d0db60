import test from 'ava';
import {filmed} from '../../helpers/filmed.js';
import {frame} from '../../helpers/frame.js';
import {replayed} from '../../helpers/replayed.js';
import {rolledBack} from '../../helpers/stories.js';
import {story} from '../../helpers/story.js';

const {events} = rolledBack();
const film = await filmed(events);

test('a film begins with the first picture of a replay and ends with the last one', t => {
	const {frames, length} = film;
	const size = {columns: 100, rows: 30};
	const nothing = () => undefined;
	t.is(frames[0]?.at, 0);
	t.is(
		frames[0]?.lines.join('\n'),
		frame({...replayed(events, nothing), ...size}),
	);
	t.is(frames.at(-1)?.at, length);
	t.is(
		frames.at(-1)?.lines.join('\n'),
		frame({
			...replayed(events, (_player, wait) => {
				wait(60_000);
			}),
			...size,
		}),
	);
});

test('its frames differ, and come at most ten times a second', t => {
	const {frames} = film;
	t.true(frames.length > 10);
	for (const [index, {at, lines}] of frames.entries()) {
		const before = frames[index - 1];
		t.notDeepEqual(lines, before?.lines ?? []);
		t.true(
			index === frames.length - 1 || at - (before?.at ?? -100) > 99,
			`${at}`,
		);
	}
});

test('each kill has its mark at the time at which it is sent', t => {
	const {marks, title, story} = film;
	const sent = events.filter(({type}) => type === 'kill-sent');
	const begin = events.find(({type}) => type === 'run-started')?.at ?? 0;
	t.deepEqual(
		marks.map(({at, name}) => [Math.round(at), name]),
		sent.map(({at}, index) => [
			Math.round(at - begin),
			`kill ${index + 1}: KILL QUERY`,
		]),
	);
	t.is(title, 'Kill Lab: blobs on MySQL 9.7.4, rolled back whole');
	t.regex(
		story,
		/^Run 1: kill 1 \(KILL QUERY\) lost; kill 2 \(KILL QUERY\) interrupted; verdict: rolled back whole: 0 of 10 rows.*\.$/,
	);
});

test('at four times the speed it is a quarter as long, and from the middle on half of that', async t => {
	const {length} = film;
	const fast = await filmed(events, {speed: 4});
	const half = await filmed(events, {
		speed: 4,
		seek: {type: 'part', part: 0.5},
	});
	t.deepEqual(
		half.marks.map(({name}) => name),
		['kill 1: KILL QUERY', 'kill 2: KILL QUERY'],
	);
	const late = await filmed(events, {
		speed: 4,
		seek: {type: 'part', part: 0.9},
	});
	t.deepEqual(
		late.marks.map(({name}) => name),
		['kill 2: KILL QUERY'],
	);
	t.is(Math.round(fast.length), Math.round(length / 4));
	t.is(Math.round(half.length), Math.round(length / 8));
	t.deepEqual(half.frames.at(-1)?.lines, fast.frames.at(-1)?.lines);
});

test('a film of what happens at one moment has one frame', async t => {
	const film = await filmed(story().events.slice(0, 1));
	t.is(film.frames.length, 1);
	t.is(film.length, 0);
	t.is(film.story, 'No run began.');
});

test('each frame is rewritten', async t => {
	const {frames} = await filmed(events, {
		speed: 16,
		translate: () => 'all\nthe same',
	});
	t.deepEqual(frames, [{at: 0, lines: ['all', 'the same']}]);
});

test('a film that is not wanted any more is not shot', async t => {
	const reason = new Error('enough');
	await t.throwsAsync(filmed(events, {}, AbortSignal.abort(reason)), {
		is: reason,
	});
});
