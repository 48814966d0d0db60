import test from 'ava';
import {type Film} from '../../../source/output/film.js';
import {
	fewerFrames,
	filmBeginning,
	filmPicture,
} from '../../../source/output/picture/film-picture.js';
import {filmed} from '../../helpers/filmed.js';
import {rolledBack} from '../../helpers/stories.js';

const film = await filmed(rolledBack().events);
const picture = filmPicture(film);

/** Two rows of which one changes, and a third one that comes once. */
const small: Film = {
	title: 'Kill <Lab>',
	story: 'a & b',
	startedAt: 0,
	columns: 10,
	rows: 3,
	frames: [
		{at: 0, lines: ['head', 'one']},
		{at: 300, lines: ['head', 'two']},
		{at: 600, lines: ['head', 'one', '<script>']},
	],
	marks: [],
	length: 1000,
	exitCode: 0,
};

function matches(text: string, pattern: RegExp): readonly string[] {
	return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}

/** The names of the elements that are open at the end, and at the place of a wrong end. */
function unclosed(text: string): readonly string[] {
	const open: string[] = [];
	for (const [, end, name = '', rest = ''] of text.matchAll(
		/<(\/?)([a-z]+)([^<>]*)>/gi,
	)) {
		if (end === '') {
			if (!rest.endsWith('/')) {
				open.push(name);
			}
		} else if (open.pop() !== name) {
			return [...open, `not ${name}`];
		}
	}

	return open;
}

test('it is well-formed, has no script, and needs nothing from elsewhere', t => {
	for (const text of [picture, filmPicture(small)]) {
		t.true(text.startsWith(filmBeginning));
		t.deepEqual(unclosed(text), []);
		t.notRegex(text.replaceAll(/<[^<>]*>/g, ''), /[<>]/);
		t.notRegex(text, /<script|<image|url\(|@import|\son\w+=/);
		t.deepEqual(matches(text, /(?:href|src)="(?!#)([^"]*)"/g), []);
		t.notRegex(text, /&(?!amp;|lt;|gt;|quot;)/);
	}
});

test('a keyframe for each frame, in their order, and each shows its own', t => {
	const frames = fewerFrames(film, 250);
	const times = matches(picture, /^([\d.]+)%{/gm).map(Number);
	t.is(times.length, frames.length);
	t.deepEqual(
		times,
		times.toSorted((one, other) => one - other),
	);
	t.is(times[0], 0);
	t.true((times.at(-1) ?? 100) < 100);
	t.is(new Set(matches(picture, /%{(transform:[^}]*)}/g)).size, times.length);
	t.is(
		matches(picture, /<g (transform="translate\(\d+\)")>/g).length,
		times.length,
	);
});

test('each row is drawn once, and used where it is', t => {
	const ids = matches(picture, / id="([^"]*)"/g);
	t.deepEqual(ids, [...new Set(ids)]);
	const used = new Set(matches(picture, /<use href="#([^"]*)"/g));
	t.deepEqual(
		ids.filter(id => !used.has(id)),
		['title', 'story'],
	);
	t.deepEqual(
		[...used].filter(id => !ids.includes(id)),
		[],
	);
	t.is(matches(filmPicture(small), />(one)</g).length, 1);
	// What never changes is drawn once and stays.
	t.is(matches(filmPicture(small), /<use href="#(r\d+)" y="0"\/>/g).length, 1);
});

test('who does not want motion sees the last frame, and who sees nothing is told', t => {
	const text = filmPicture(small);
	t.regex(
		text,
		/\.film{transform:translateX\(-168px\);animation:film 5\.00s step-end infinite}/,
	);
	t.regex(
		text,
		/@media \(prefers-reduced-motion:reduce\){\.film{animation:none}}/,
	);
	t.regex(text, /role="img" aria-labelledby="title story"/);
	t.regex(text, /<title id="title">Kill &lt;Lab&gt;<\/title>/);
	t.regex(text, /<desc id="story">a &amp; b<\/desc>/);
	t.regex(text, />&lt;script&gt;</);
});

test('the newest frame of each interval is kept, the first one after a kill, and the last one', t => {
	const frames = Array.from({length: 21}, (_, index) => ({
		at: index * 100,
		lines: [String(index)],
	}));
	const times = (interval: number, marks: Film['marks'] = []) =>
		fewerFrames({frames, marks, length: 2000}, interval).map(({at}) => at);
	t.deepEqual(times(1000), [0, 1000, 2000]);
	t.deepEqual(times(750), [0, 700, 1500, 2000]);
	t.deepEqual(times(1000, [{at: 1210, name: 'kill 1'}]), [0, 1000, 1300, 2000]);
	t.is(times(1).length, 21);
});

test('a long film has fewer frames a second, so that it is no larger than a readme can bear', t => {
	const row = 'x '.repeat(40);
	const text = filmPicture({
		...small,
		columns: 100,
		frames: Array.from({length: 1000}, (_, index) => ({
			at: index * 100,
			lines: Array.from({length: 20}, () => `${row}${index}`),
		})),
		length: 100_000,
	});
	t.true(text.length <= 300_000, `${text.length} bytes`);
	t.is(matches(text, /^([\d.]+)%{/gm).length, 201);
});
