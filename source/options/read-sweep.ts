import {killKinds} from '../lab/events/kill.js';
import {type SweepPlan} from '../lab/sweep/sweep-line.js';
import {type KillChoice} from '../lab/kills/choose-route.js';
import {
	type PlannedWorkload,
	type WorkloadFacts,
} from '../lab/workloads/facts/contract.js';
import {allFacts} from '../lab/workloads/facts/registry.js';
import {type ServerEnvironment} from '../server/given-server.js';
import {type Password} from '../server/password.js';
import {
	defaultSchema,
	everyWorkload,
	readSchema,
	WrongArguments,
} from './flag-values.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';
import {refuseGiven, refuseOwnServer} from './refuse-flags.js';
import {readKillChoice} from './read-kill-choice.js';
import {readOutput, type OutputForm} from './read-output.js';
import {readTarget, type Target} from './target.js';

/** Files that get the map. */
export type MapFileOptions = {
	/** As Markdown. */
	readonly markdown?: string;
	/** As a page. */
	readonly html?: string;
};

/** A sweep as the command line asks for it. */
export type SweepOptions = MapFileOptions & {
	readonly type: 'run';
	readonly target: Target;
	/** The schema for the lab's tables. */
	readonly schema: string;
	/** What it is to try; with `resume`, what its file says. Absent seed: any. */
	readonly plan: Omit<SweepPlan, 'seed'> & {readonly seed?: string};
	/** How kills are sent. */
	readonly killChoice: KillChoice;
	readonly output: OutputForm;
	readonly ascii: boolean;
	/** Asks nothing: the answer is yes. */
	readonly yes: boolean;
	/** A file that gets a line of JSON for each run as soon as it is over. */
	readonly log?: string;
	/** Such a file of an earlier sweep, which goes on where that has ended. */
	readonly resume?: string;
	/** With `resume`: how many trials of each workload it is to have in the end; absent: as its file says. */
	readonly trials?: number;
};

/** The comparison of two sweeps, as the command line asks for it. */
export type CompareOptions = {
	readonly type: 'compare';
	readonly files: readonly [one: string, other: string];
	readonly output: OutputForm;
	readonly ascii: boolean;
};

/** The maps of sweeps that were made before, as the command line asks for them. */
export type DrawOptions = MapFileOptions & {
	readonly type: 'draw';
	readonly files: readonly string[];
	readonly output: OutputForm;
	readonly ascii: boolean;
};

/** How many kills of a workload are tried by default. */
const usualTrials = 200;

/** So much of a short run is enough to be met in each phase, and no kill needs to wait for a part of its rows. */
const share = 0.5;

/** What a sweep that goes on has already said. */
const saidBefore = [
	'workload',
	'kinds',
	'seed',
	'protocol',
	'log',
] as const satisfies ReadonlyArray<keyof typeof flags>;

/**
Reads what a sweep is to try, and where.

@throws {WrongArguments} when that is unclear; {Refusal} when an option file can't be read.
*/
export function readSweep(
	given: Given,
	input: readonly string[],
	password: Password | undefined,
	surroundings: ServerEnvironment,
): SweepOptions | CompareOptions | DrawOptions {
	if (given.compare) {
		return readCompare(given, input);
	}

	// A server is named by a URI.
	if (input.length > 0 && input.every(word => !word.includes('://'))) {
		return readDraw(given, input);
	}

	const {target, schema} = readTarget(given, input, password, surroundings);
	const {resume, log, trials, kinds, seed} = given;
	if (resume !== undefined) {
		refuseGiven(
			given,
			saidBefore,
			flag =>
				`--resume goes on with what its file says, so it takes no ${flag}. More kills: --trials.`,
		);
	}

	const wanted = trials === undefined ? undefined : flags.trials.read(trials);
	return {
		type: 'run',
		target,
		schema: readSchema(schema ?? defaultSchema),
		plan: {
			workloads: plannedWorkloads(given, target),
			...(given.workload?.includes(everyWorkload) === true && {
				all: true as const,
			}),
			trials: wanted ?? usualTrials,
			kinds: kinds === undefined ? killKinds : flags.kinds.read(kinds),
			...(seed !== undefined && {seed}),
		},
		killChoice: readKillChoice(given),
		output: readOutput(given),
		ascii: given.ascii,
		yes: given.yes,
		...(log !== undefined && {log}),
		...(resume !== undefined && {resume}),
		...(wanted !== undefined && {trials: wanted}),
		...readMapFiles(given),
	};
}

function readCompare(
	given: Given,
	[one, other, ...more]: readonly string[],
): CompareOptions {
	refuseMeasuring(given, '--compare reads what was measured');
	refuseGiven(
		given,
		['markdown', 'html'],
		flag => `${flag} writes a map. Use it without --compare.`,
	);

	if (one === undefined || other === undefined || more.length > 0) {
		throw new WrongArguments(
			'--compare takes two files: kill-lab sweep --compare A.jsonl B.jsonl.',
		);
	}

	return {
		type: 'compare',
		files: [one, other],
		output: readOutput(given),
		ascii: given.ascii,
	};
}

function readDraw(given: Given, files: readonly string[]): DrawOptions {
	refuseMeasuring(given, 'The map of a file is what was measured');
	return {
		type: 'draw',
		files,
		output: readOutput(given),
		ascii: given.ascii,
		...readMapFiles(given),
	};
}

function readMapFiles({markdown, html}: Given): MapFileOptions {
	return {
		...(markdown !== undefined && {markdown}),
		...(html !== undefined && {html}),
	};
}

/** @throws {WrongArguments} for a flag that is about measuring. @param why - The beginning of a sentence. */
function refuseMeasuring(given: Given, why: string): void {
	refuseGiven(
		given,
		[...saidBefore, 'resume', 'trials', 'sandbox', 'host'],
		flag => `${why}, so it takes no ${flag}.`,
	);
}

/** Each workload that is named, once, as its runs are short. */
function plannedWorkloads(
	{workload = [], protocol}: Given,
	target: Target,
): readonly PlannedWorkload[] {
	const facts =
		workload.length === 0 ? [allFacts[0]] : chosenFacts(workload, target);
	if (
		protocol !== undefined &&
		facts.every(({flags}) => !flags.includes('protocol'))
	) {
		throw new WrongArguments(
			`--protocol works with none of ${facts.map(({name}) => name).join(', ')}.`,
		);
	}

	return facts.map(({plan, brief, flags: taken}) =>
		plan({
			...brief,
			...(brief.scale !== undefined && {scale: brief.scale * share}),
			...(protocol !== undefined &&
				taken.includes('protocol') && {
					protocol: flags.protocol.read(protocol),
				}),
		}),
	);
}

/** @throws {WrongArguments} for one that is not swept, or not on that server. `all` are those that are. */
function chosenFacts(
	words: readonly string[],
	target: Target,
): readonly WorkloadFacts[] {
	// What a statement of somebody's own does is no map.
	const swept = allFacts.filter(
		({needs, throwawayOnly}) =>
			needs === undefined &&
			(throwawayOnly === undefined || target.type === 'sandbox'),
	);
	const chosen = words.flatMap(word =>
		word === everyWorkload ? swept : [flags.workload.read(word)],
	);
	const unswept = chosen.find(({needs}) => needs !== undefined);
	if (unswept) {
		throw new WrongArguments(
			`sweep does not try --workload ${unswept.name}: what your own statement does is no map. Use the lab itself.`,
		);
	}

	for (const facts of chosen) {
		refuseOwnServer(facts, target);
	}

	return [...new Set(chosen)];
}
