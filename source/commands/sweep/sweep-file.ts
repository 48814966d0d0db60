import {
	appendFileSync,
	closeSync,
	fstatSync,
	openSync,
	truncateSync,
} from 'node:fs';
import {describeFileFailure, describeReadFailure} from '../../file-failure.js';
import {
	beginSweep,
	reduceSweep,
	type FurtherLine,
	type SweepState,
} from '../../lab/sweep/sweep-state.js';
import {
	sweepSchema,
	type SweepBegan,
	type SweepLine,
} from '../../lab/sweep/sweep-line.js';
import {isOfTypes, jsonLine, parseLine} from '../../output/json-lines.js';
import {Refusal} from '../../refusal.js';
import {wholeLines} from '../../whole-lines.js';
import {bytesOfFile, type Bytes} from '../../bytes.js';

/** A file that gets the lines of a sweep, each in full as soon as it is known: whatever ends the program, they stay. */
export type SweepFile = {
	/** @throws {Refusal} when it can't be written. */
	readonly write: (line: SweepLine) => void;
	readonly close: () => void;
};

/**
Opens a file for a new sweep.

@throws {Refusal} when it can't be written, or holds something: a typo must not cost anybody a file, and a sweep goes on with `--resume`.
*/
export function createSweepFile(path: string): SweepFile {
	const file = writing(path, () => openSync(path, 'a', 0o600));
	const stats = fstatSync(file);
	if (stats.isFile() && stats.size > 0) {
		closeSync(file);
		throw new Refusal(
			`${path} holds something already, so it is left alone. Go on with a sweep by --resume ${path}, or name another file with --log.`,
		);
	}

	return appendingTo(file, path);
}

/**
Opens the file of an earlier sweep, to go on with it. A last line that was cut off is removed: its run is made again.

@throws {Refusal} when it can't be read or written, or is no such file.
*/
export function resumeSweepFile(path: string): {
	readonly state: SweepState;
	readonly file: SweepFile;
} {
	const {state, whole} = readSweep(path);
	const file = writing(path, () => {
		truncateSync(path, whole);
		return openSync(path, 'a');
	});
	return {state, file: appendingTo(file, path)};
}

/**
Reads the file of a sweep.

@returns What its lines say, and how many bytes its whole lines have.
@throws {Refusal} when it can't be read, or is no such file.
*/
export function readSweep(path: string): {
	readonly state: SweepState;
	readonly whole: number;
} {
	let state: SweepState | undefined;
	let whole = 0;
	let known = 0;
	for (const {lines, end} of linesOf(path)) {
		const further = state === undefined ? lines.slice(1) : lines;
		const before = known + lines.length - further.length;
		state = reduceSweep(
			state ?? beginSweep(readBeginning(path, lines[0])),
			further.map((line, index) => readFurther(path, line, before + index + 1)),
		);
		known += lines.length;
		whole = end;
	}

	return {state: state ?? beginSweep(readBeginning(path, undefined)), whole};
}

/** Its whole lines. @throws {Refusal} when it can't be read. */
function* linesOf(path: string): ReturnType<typeof wholeLines> {
	let bytes: Bytes | undefined;
	try {
		bytes = bytesOfFile(path);
		return yield* wholeLines(bytes);
	} catch (error: unknown) {
		throw new Refusal(
			`The sweep ${path} can't be read: ${describeReadFailure(error)}.`,
			{cause: error},
		);
	} finally {
		bytes?.close();
	}
}

/** @throws {Refusal} when the first line is not that of a sweep. */
function readBeginning(path: string, text = ''): SweepBegan {
	const began = parseLine(text);
	if (!isSweepLine(began) || began.type !== 'sweep') {
		throw new Refusal(
			`${path} is no file of a sweep. Make one with kill-lab sweep --log FILE.`,
		);
	}

	if (began.schema !== sweepSchema) {
		throw new Refusal(
			`The sweep ${path} was made by another version of kill-lab: its schema is ${began.schema}, and this version reads ${sweepSchema}.`,
		);
	}

	return began;
}

/** @throws {Refusal} when a line after the first is not that of a sweep. */
function readFurther(path: string, text: string, number: number): FurtherLine {
	const line = parseLine(text);
	if (!isSweepLine(line) || line.type === 'sweep') {
		throw new Refusal(
			`Line ${number} of the sweep ${path} is no line of a sweep.`,
		);
	}

	return line;
}

const lineTypes: Readonly<Record<SweepLine['type'], true>> = {
	sweep: true,
	course: true,
	trial: true,
	refused: true,
};

/** Checks only the type; the rest follows from the schema's version. */
function isSweepLine(value: unknown): value is SweepLine {
	return isOfTypes(value, lineTypes);
}

function appendingTo(file: number, path: string): SweepFile {
	return {
		write(line) {
			writing(path, () => {
				appendFileSync(file, `${jsonLine(line)}\n`);
			});
		},
		close() {
			closeSync(file);
		},
	};
}

function writing<Result>(path: string, act: () => Result): Result {
	try {
		return act();
	} catch (error: unknown) {
		throw new Refusal(
			`The sweep ${path} can't be written: ${describeFileFailure(error)}.`,
			{cause: error},
		);
	}
}
