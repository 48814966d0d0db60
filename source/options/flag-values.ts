/*
The values of the command-line flags. All throw WrongArguments with one line that says what the flag takes.
*/
import {parseFilter, type Condition} from '../lab/attach/filter.js';
import {parseAim} from '../lab/kills/notation.js';
import {type Aim} from '../lab/events/aim.js';
import {killKinds, type KillKind} from '../lab/events/kill.js';
import {type WorkloadFacts} from '../lab/workloads/facts/contract.js';
import {allFacts, factsNamed} from '../lab/workloads/facts/registry.js';
import {mostTimes} from '../lab/workloads/sql/options.js';
import {parseRate, parseSize} from '../format.js';
import {listed} from '../listed.js';
import {flavours, type ServerChoice} from '../sandbox/flavour.js';
import {parseTimeLimit} from '../server/server-numbers.js';
import {suggestion} from './suggest.js';

/** The command line is not valid; the message says what would be. */
export class WrongArguments extends Error {
	override readonly name = 'WrongArguments';
}

/** The value of `--sandbox`: a flavour, with or without the beginning of a version. Empty: any server. */
export function readSandbox(word: string): ServerChoice | undefined {
	if (word === '') {
		return undefined;
	}

	const [, name, version] =
		/^([^-]+)(?:-(\d+(?:\.\d+){0,2}))?$/.exec(word) ?? [];
	const flavour = flavours.find(known => known === name);
	if (flavour === undefined) {
		throw new WrongArguments(
			`--sandbox takes mysql or mariadb, or one with a version such as mariadb-11.8, not "${word}".`,
		);
	}

	return {flavour, ...(version !== undefined && {version})};
}

/** The schema that holds the lab's table if none is named. */
export const defaultSchema = 'MeasurementDB';

/** The most characters of a schema's name. */
const longestSchema = 64;

/** The schema for the lab's table, wherever it was named. A name that no server accepts [manual] is refused before any server is asked. */
export function readSchema(name: string): string {
	const isPossible =
		[...name].length <= longestSchema &&
		!name.endsWith(' ') &&
		[...name].every(character => character.length === 1);
	if (!isPossible) {
		throw new WrongArguments(
			`A schema name can have at most ${longestSchema} characters, no trailing space and no emoji. Name another schema with --database.`,
		);
	}

	return name;
}

/** The outcomes that a script can insist on. */
export const expectedOutcomes = ['committed', 'rolled-back'] as const;

export type ExpectedOutcome = (typeof expectedOutcomes)[number];

/** What `--workload` takes for all that are swept. */
export const everyWorkload = 'all';

/** The value of `--workload`. */
export function readWorkload(word: string): WorkloadFacts {
	const facts = factsNamed(word);
	if (facts === undefined) {
		const meant = suggestion(
			word,
			allFacts.map(({name}) => name),
		);
		throw new WrongArguments(
			`There is no workload "${word}".${meant} kill-lab workloads lists them.`,
		);
	}

	return facts;
}

/** The largest value of `--scale`, so that the data fit on a laptop's disk. */
const largestScale = 20;

/** The value of `--scale`. */
export function readScale(word: string): number {
	const scale = Number(word);
	if (!/^\d+(?:\.\d+)?$/.test(word) || scale < 0.001 || scale > largestScale) {
		throw new WrongArguments(
			`--scale takes a number from 0.001 to ${largestScale}, not "${word}".`,
		);
	}

	return scale;
}

/** A value of `--kill` for a run with this many steps. */
export function readKill(
	word: string,
	facts: WorkloadFacts,
	steps: number,
): Aim {
	const plan = parseAim(word, facts);
	if (plan === undefined) {
		throw new WrongArguments(
			`--kill takes a kill such as ${facts.killExamples}, not "${word}".`,
		);
	}

	const {step = 0} =
		plan.moment.type === 'phase' ? plan.moment : (plan.moment.since ?? {});
	if (step >= steps) {
		throw new WrongArguments(
			`--kill ${word} waits for ${facts.stepNoun} ${step + 1}, but ${facts.flags.includes('files') ? '--files is' : 'there is only'} ${steps}.`,
		);
	}

	return plan;
}

/** The value of `--files`. */
export function readCount(word: string): number {
	const count = Number(word);
	if (!/^\d+$/.test(word) || count < 1 || count > 1000) {
		throw new WrongArguments(
			`--files takes a whole number from 1 to 1000, not "${word}".`,
		);
	}

	return count;
}

/** A day, in ms. */
const longestTime = 86_400_000;

/** So many kills of a workload, at most, are tried in a sweep. */
const mostTrials = 100_000;

/** The value of `--trials`. */
export function readTrials(word: string): number {
	const trials = Number(word);
	if (!/^\d+$/.test(word) || trials < 1 || trials > mostTrials) {
		throw new WrongArguments(
			`--trials takes a whole number from 1 to ${mostTrials}, not "${word}".`,
		);
	}

	return trials;
}

/** Each choice of kinds, as `--kinds` takes it. */
export const kindChoices = [...killKinds, killKinds.join(',')] as const;

/** The value of `--kinds`: each kind once, in their own order. */
export function readKinds(word: string): readonly KillKind[] {
	const words = word.split(',');
	const kinds = killKinds.filter(kind => words.includes(kind));
	if (kinds.length !== words.length) {
		throw new WrongArguments(
			`--kinds takes ${listed(kindChoices, 'or')}, not "${word}".`,
		);
	}

	return kinds;
}

/** The value of `--times`. */
export function readTimes(word: string): number {
	const times = Number(word);
	if (!/^\d+$/.test(word) || times < 1 || times > mostTimes) {
		throw new WrongArguments(
			`--times takes a whole number from 1 to ${mostTimes}, not "${word}".`,
		);
	}

	return times;
}

/** A time, in ms: `10s`, `1.5s`, `500ms` or `2m`. */
export function readTime(word: string): number {
	const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(word) ?? [];
	const factors: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000};
	const time = Number(number) * (factors[unit ?? ''] ?? Number.NaN);
	if (!(time >= 0 && time <= longestTime)) {
		throw new WrongArguments(
			`A time is written as 500ms, 10s or 2m, up to 1440m, not "${word}".`,
		);
	}

	return time;
}

/** The value of `--speed`. */
export function readSpeed(word: string): number {
	const speed = Number(word);
	if (!/^\d+(?:\.\d+)?$/.test(word) || speed < 0.125 || speed > 64) {
		throw new WrongArguments(
			`--speed takes a number from 0.125 to 64, not "${word}".`,
		);
	}

	return speed;
}

/** The value of `--connect-timeout`. @returns Ms. */
export function readTimeLimit(word: string): number {
	const limit = parseTimeLimit(word);
	if (limit === undefined) {
		throw new WrongArguments(
			`--connect-timeout takes a whole number of seconds from 1 to 86400, not "${word}".`,
		);
	}

	return limit;
}

/** The value of `--size`. @returns Bytes. */
export function readSize(word: string): number {
	return readOr(word, parseSize, 'size', '100MB');
}

/** The value of `--rate`. @returns Bytes per second. */
export function readRate(word: string): number | 'max' {
	return word === 'max'
		? 'max'
		: readOr(word, parseRate, 'rate', '20MB/s, or max');
}

/** A value that has a unit, by its parser. */
function readOr(
	word: string,
	parse: (word: string) => number | undefined,
	flag: string,
	example: string,
): number {
	const value = parse(word);
	if (value === undefined) {
		throw new WrongArguments(
			`--${flag} takes a ${flag} such as ${example}, not "${word}".`,
		);
	}

	return value;
}

/** Reads a digest of a statement, or how one begins: MySQL's are 64 hexadecimal digits. @throws {WrongArguments} */
export function readDigest(word: string): string {
	if (!/^[\da-f]{8,64}$/i.test(word)) {
		throw new WrongArguments(
			`A digest has up to 64 hexadecimal digits, and is named by its first 8 at least, not "${word}".`,
		);
	}

	return word.toLowerCase();
}

/** The value of `--filter`, and of other flags that take one. @throws {WrongArguments} */
export function readFilter(
	word: string,
	flag = '--filter',
): readonly Condition[] {
	const read = parseFilter(word);
	if ('wrong' in read) {
		throw new WrongArguments(`${flag}: ${read.wrong}`);
	}

	return read;
}
