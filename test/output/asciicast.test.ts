import test from 'ava';
import xterm from '@xterm/headless';
import {asciicast, castBeginning} from '../../source/output/asciicast.js';
import {filmed} from '../helpers/filmed.js';
import {rolledBack} from '../helpers/stories.js';

type Line = readonly [time: number, code: string, data: string];

const film = await filmed(rolledBack().events);
const texts = {v2: asciicast(film, 'v2'), v3: asciicast(film, 'v3')} as const;

function parse(text: string) {
	const [header = '', ...lines] = text.trimEnd().split('\n');
	return {
		header: JSON.parse(header) as unknown,
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The tests below look.
		lines: lines.map(line => JSON.parse(line) as Line),
	};
}

test('the headers of both versions', t => {
	const common = {
		title: 'Kill Lab: blobs on MySQL 9.7.4, rolled back whole',
		timestamp: Date.UTC(2026, 10, 27) / 1000,
	};
	t.deepEqual(parse(texts.v2).header, {
		...common,
		version: 2,
		width: 100,
		height: 30,
		duration: film.length / 1000,
		env: Object.fromEntries([['TERM', 'xterm-256color']]),
	});
	t.deepEqual(parse(texts.v3).header, {
		...common,
		version: 3,
		term: {cols: 100, rows: 30, type: 'xterm-256color'},
	});
	t.true(texts.v2.startsWith(castBeginning));
	t.true(texts.v3.startsWith(castBeginning));
	t.true(texts.v2.endsWith('\n'));
});

test('version 2 has times, which never decrease, and version 3 what lies between them', t => {
	const {lines} = parse(texts.v2);
	const times = lines.map(([time]) => time);
	t.deepEqual(
		times,
		times.toSorted((one, other) => one - other),
	);
	t.is(times[0], 0);
	t.is(times.at(-1), Math.round(film.length) / 1000);

	const later = parse(texts.v3).lines;
	t.true(later.every(([interval]) => interval >= 0));
	let time = 0;
	t.deepEqual(
		later.map(([interval]) => {
			time += interval;
			return Math.round(time * 1000);
		}),
		[...times, times.at(-1) ?? 0].map(time => Math.round(time * 1000)),
	);
	t.deepEqual(
		later.slice(0, -1).map(([, ...rest]) => rest),
		lines.map(([, ...rest]) => rest),
	);
});

test('each kill is a marker at its time, and version 3 ends with the exit code', t => {
	const marks = film.marks.map(
		({at, name}) => [Math.round(at) / 1000, 'm', name] as const,
	);
	t.is(marks.length, 2);
	t.deepEqual(
		parse(texts.v2).lines.filter(([, code]) => code === 'm'),
		marks,
	);
	t.deepEqual(parse(texts.v3).lines.at(-1), [0, 'x', '0']);
	t.is(parse(asciicast({...film, exitCode: 3}, 'v3')).lines.at(-1)?.[2], '3');
});

test('a terminal that plays it shows each frame, and in the end the last one', async t => {
	const {columns, rows, frames} = film;
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		scrollback: 0,
	});
	const outputs = parse(texts.v2).lines.filter(([, code]) => code === 'o');
	t.is(outputs.length, frames.length + 1);
	for (const [index, output] of outputs.entries()) {
		await new Promise<void>(resolve => {
			terminal.write(output[2], resolve);
		});
		const shown = Array.from({length: rows}, (_, row) =>
			terminal.buffer.active.getLine(row)?.translateToString(true),
		);
		const {lines = []} = frames[index] ?? frames.at(-1) ?? {};
		t.deepEqual(
			shown,
			Array.from({length: rows}, (_, row) => (lines[row] ?? '').trimEnd()),
		);
	}

	t.is(terminal.buffer.active.cursorY, rows - 1);
	terminal.dispose();
});

test('what differs is all that is written', t => {
	const bytes = texts.v2.length;
	const whole = film.frames.flatMap(({lines}) => lines).join('\n').length;
	t.true(bytes < whole / 3, `${bytes} of ${whole}`);
});
