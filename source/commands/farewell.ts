import {Buffer} from 'node:buffer';
import {type KillState} from '../lab/history/state.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {nameKills} from '../output/name-kills.js';
import {phaseWords} from '../wording/phase-words.js';
import {count, effectWord, killName} from '../wording/words.js';

/** What to say once the screen is gone. */
export type Farewell = {
	/** Why it is not the server that was expected. */
	readonly note?: string | undefined;
	readonly server?: string | undefined;
	readonly warnings: readonly string[];
	/** The runs since the program started, oldest first. */
	readonly runs: readonly ToldRun[];
	/** The runs before those: only their ends are known. */
	readonly forgotten?: readonly EndedRun[];
	/** What stays on the server. */
	readonly left: readonly string[];
};

/** A run and how it ended, in a word or two. */
export type EndedRun = {readonly run: number; readonly outcome: string};

/** A run: over, or left before its end. */
export type ToldRun = EndedRun & {
	/** The verdict in words, which begin with the outcome. */
	readonly verdict: string;
	/** All that stays on the terminal of it, if there is room. */
	readonly lines: readonly string[];
	/** What went wrong in it besides the kills, most serious first. */
	readonly errors?: readonly string[];
	readonly kills: readonly KillState[];
	readonly plan: RunPlan;
};

/** Nobody must miss these: verdicts with such outcomes are never merged. */
const grave = new Set(['PARTIAL', 'unknown']);

/**
The lines that stay on the terminal. Pure.

@param limit - How many bytes the link carries in the time that the lines may take. If they don't fit, they are shortened: similar kills and runs are merged, and warnings only counted. What stays on the server and the last verdict always come, and come first.
*/
export function farewellLines(
	farewell: Farewell,
	limit = Infinity,
): readonly string[] {
	const ways = [
		inFull(farewell),
		...[foldKills, foldRuns, countKills].map(fold => inShort(farewell, fold)),
	];
	return (
		ways.find(lines => sizeOf(lines) <= limit) ??
		ways.toSorted((one, other) => sizeOf(one) - sizeOf(other))[0] ??
		[]
	);
}

function sizeOf(lines: readonly string[]): number {
	return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 2, 0);
}

/** More runs than these are counted, not listed. */
const mostRuns = 10;

function inFull({
	note,
	server,
	warnings,
	runs,
	forgotten = [],
	left,
}: Farewell): readonly string[] {
	const earlier = [...forgotten, ...runs.slice(0, -mostRuns)];
	return [
		...some(note),
		...some(server),
		...warnings.map(warning => `warning: ${warning}`),
		...countOutcomes(earlier, ' before these'),
		...runs.slice(-mostRuns).flatMap(({lines}) => lines),
		...left,
	];
}

/** Runs of the same end share a line, but none that is partial or unknown. */
function countOutcomes(
	runs: readonly EndedRun[],
	where: string,
): readonly string[] {
	const outcomes = numbers(
		runs.map(({outcome}) => outcome).filter(outcome => !grave.has(outcome)),
	);
	return [
		...runs
			.filter(({outcome}) => grave.has(outcome))
			.map(({run, outcome}) => `run ${run}: ${outcome}`),
		...Array.from(
			outcomes,
			([outcome, number]) => `${count(number, 'run')}${where}: ${outcome}`,
		),
	];
}

function inShort(
	{note, server, warnings, runs, forgotten = [], left}: Farewell,
	fold: (runs: readonly ToldRun[]) => readonly string[],
): readonly string[] {
	return [
		...left,
		...fold(runs),
		...countOutcomes(forgotten, ' long before'),
		...some(note),
		...some(server),
		...(warnings.length > 0
			? [`${count(warnings.length, 'warning')}: kill-lab doctor lists them.`]
			: []),
		'Shortened, because the link is slow; a recording (--record) has everything.',
	];
}

/** The verdicts, newest first, and then the kills of all runs, with similar kills of one run merged. */
function foldKills(runs: readonly ToldRun[]): readonly string[] {
	return [
		...runs.toReversed().flatMap(run => verdictLines(run)),
		...runs.toReversed().flatMap(run => killLines(run, foldAll)),
	];
}

/** The same, with the earlier runs of the same end merged, and only the kills of the last run. */
function foldRuns(runs: readonly ToldRun[]): readonly string[] {
	const last = runs.at(-1);
	return last
		? [
				...foldVerdicts(runs),
				...killLines(last, foldAll),
				...countOf(runs.slice(0, -1), 'in the runs before it'),
			]
		: [];
}

function countKills(runs: readonly ToldRun[]): readonly string[] {
	return [...foldVerdicts(runs), ...countOf(runs, 'in all')];
}

function countOf(runs: readonly ToldRun[], where: string): readonly string[] {
	const kills = runs.flatMap(run => run.kills);
	const effects = [...numbers(kills.map(kill => effectWord(kill)))].map(
		([effect, number]) => `${number} ${effect}`,
	);
	return kills.length === 0
		? []
		: [`${count(kills.length, 'kill')} ${where}: ${effects.join(', ')}`];
}

function foldVerdicts(runs: readonly ToldRun[]): readonly string[] {
	const last = runs.at(-1);
	const earlier = runs.slice(0, -1).toReversed();
	return [
		...(last ? verdictLines(last) : []),
		...countOutcomes(earlier, ' before it'),
	];
}

function verdictLines({run, verdict, errors = []}: ToldRun): readonly string[] {
	return [verdict, ...errors].map(line => `run ${run}: ${line}`);
}

/** Kills with the same words. */
type Alike = {readonly words: string; readonly kills: number[]};

function killLines(
	{run, kills, plan}: ToldRun,
	fold: (kills: readonly KillState[], plan: RunPlan) => readonly Alike[],
): readonly string[] {
	return fold(kills, plan).map(
		({words, kills}) => `run ${run}, ${nameKills(kills)}: ${words}`,
	);
}

/** All with the same words share a line. */
function foldAll(kills: readonly KillState[], plan: RunPlan): readonly Alike[] {
	const rows = new Map<string, number[]>();
	for (const kill of kills) {
		const words = describeInShort(kill, plan);
		rows.set(words, [...(rows.get(words) ?? []), kill.kill]);
	}

	return Array.from(rows, ([words, kills]) => ({words, kills}));
}

function describeInShort(kill: KillState, plan: RunPlan): string {
	return `${killName(kill.kind)} ${phaseWords(kill.seen ?? kill.phase, plan)}: ${effectWord(kill)}`;
}

function numbers(words: readonly string[]): ReadonlyMap<string, number> {
	const counted = new Map<string, number>();
	for (const word of words) {
		counted.set(word, (counted.get(word) ?? 0) + 1);
	}

	return counted;
}

function some(line: string | undefined): readonly string[] {
	return line === undefined ? [] : [line];
}
