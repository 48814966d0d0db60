import {type CastVersion} from '../options/replay-values.js';
import {createCanvas} from '../terminal/canvas.js';
import {type Film} from './film.js';

/** How every one begins: its title comes first, so that no other program's file is taken for one. */
export const castBeginning = '{"title":"Kill Lab';

/** What happens at a time, in ms since the beginning: output, a marker, or the end with its exit code. */
type CastEvent = {
	readonly at: number;
	readonly code: 'o' | 'm' | 'x';
	readonly data: string;
};

/** What differs between the versions. */
type Form = {
	readonly version: number;
	readonly header: (film: Film) => Record<string, unknown>;
	/** Whether a time counts from the event before, and not from the beginning. */
	readonly hasIntervals: boolean;
	readonly hasExit: boolean;
};

const type = 'xterm-256color';

// No cursor and no wrapping at the right edge; not the alternate screen, whose end would take the last frame away.
const takesOver = '\u001B[?25l\u001B[?7l';
const givesBack = '\u001B[?7h\u001B[?25h';

const forms: Readonly<Record<CastVersion, Form>> = {
	v2: {
		version: 2,
		header: ({columns, rows, length}) => ({
			width: columns,
			height: rows,
			duration: length / 1000,
			env: Object.fromEntries([['TERM', type]]),
		}),
		hasIntervals: false,
		hasExit: false,
	},
	v3: {
		version: 3,
		header: ({columns, rows}) => ({term: {cols: columns, rows, type}}),
		hasIntervals: true,
		hasExit: true,
	},
};

/** A film as an asciicast [docs.asciinema.org/manual/asciicast], which asciinema and its like play: its marks are markers. Pure. */
export function asciicast(film: Film, form: CastVersion): string {
	const {header, version, hasIntervals, hasExit} = forms[form];
	const {title, startedAt, length, exitCode} = film;
	const events: readonly CastEvent[] = [
		...inOrder([...outputs(film), ...markers(film)]),
		{at: length, code: 'o', data: atEnd(film)},
		...(hasExit
			? [{at: length, code: 'x' as const, data: String(exitCode)}]
			: []),
	];
	const times = events.map(({at}) => Math.round(at));
	return [
		{
			title,
			version,
			...header(film),
			timestamp: Math.floor(startedAt / 1000),
		},
		...events.map(({code, data}, index) => [
			((times[index] ?? 0) - (hasIntervals ? (times[index - 1] ?? 0) : 0)) /
				1000,
			code,
			data,
		]),
	]
		.map(line => `${JSON.stringify(line)}\n`)
		.join('');
}

/** Of one moment, the output comes first. */
function inOrder(events: readonly CastEvent[]): readonly CastEvent[] {
	return events.toSorted((one, other) => one.at - other.at);
}

/** What a terminal would get: only what differs from the frame before. */
function outputs({frames, columns}: Film): readonly CastEvent[] {
	const canvas = createCanvas();
	return frames.map(({at, lines}, index) => ({
		at,
		code: 'o',
		data:
			(index === 0 ? takesOver : '') +
			canvas.next(lines, {columns, limit: Infinity, isUrgent: false}),
	}));
}

function markers({marks}: Film): readonly CastEvent[] {
	return marks.map(({at, name}) => ({at, code: 'm', data: name}));
}

/** The last frame stays, and whatever a player writes comes below it. */
function atEnd({rows}: Film): string {
	return `${givesBack}\u001B[${rows};1H`;
}
