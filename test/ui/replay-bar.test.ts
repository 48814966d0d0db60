import test from 'ava';
import {silencesIn} from '../helpers/silences.js';
import {replayBar} from '../../source/ui/replay-bar.js';
import {type ShownCourse} from '../../source/keys/activity.js';

const course: ShownCourse = {
	beginsAt: 1000,
	endsAt: 11_000,
	runs: [1000, 6000],
	kills: [
		{at: 3000, kind: 'query'},
		{at: 9000, kind: 'connection'},
	],
	silences: [],
};

const drawn = (now: number, width = 21, of = course) =>
	replayBar(of, now, width)
		.map(({text}) => text)
		.join('');

test('a bar with the kills, the further runs and the place', t => {
	t.is(drawn(1000), '█───q─────│─────c────');
	t.is(drawn(5000), '━━━━q━━━█─│─────c────');
	t.is(drawn(9000), '━━━━q━━━━━│━━━━━█────');
	t.is(drawn(11_000), '━━━━q━━━━━│━━━━━c━━━█');
});

test('what is skipped takes no room', t => {
	const silences = silencesIn([1000, 1500, 10_500, 11_000]);
	t.is(drawn(11_000, 7, {...course, runs: [], kills: [], silences}), '━━━━━━█');
	t.is(drawn(10_500, 7, {...course, runs: [], kills: [], silences}), '━━━━━█─');
});

test('what comes before the beginning stands there, and no width is too small', t => {
	t.is(drawn(0, 5, {...course, kills: [], runs: []}), '█────');
	t.is(drawn(5000, 1), '█');
	t.is(drawn(5000, 0), '');
	t.is(drawn(0, 3, {...course, endsAt: 1000, kills: [], runs: []}), '█──');
});

test('each cell says what it is', t => {
	const types = (now: number) =>
		replayBar(course, now, 11).map(({type}) => type);
	t.deepEqual(types(7000), [
		'played',
		'played',
		'kill',
		'played',
		'played',
		'run',
		'here',
		'ahead',
		'kill',
		'ahead',
		'ahead',
	]);
});
