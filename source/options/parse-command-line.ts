import {type KillChoice} from '../lab/kills/choose-route.js';
import {
	type GivenOptions,
	type PlannedWorkload,
	type WorkloadFacts,
} from '../lab/workloads/facts/contract.js';
import {allFacts, factsNeeding} from '../lab/workloads/facts/registry.js';
import {type OnInterrupt} from '../lab/events/run-plan.js';
import {type Aim} from '../lab/events/aim.js';
import {type OwnSetting} from '../own-setting.js';
import {type ServerEnvironment} from '../server/given-server.js';
import {type Password} from '../server/password.js';
import {listed} from '../listed.js';
import {takePassword} from './read-server.js';
import {readTarget, type Target} from './target.js';
import {commands, type Command} from './flag.js';
import {
	defaultSchema,
	readKill,
	readSchema,
	readWorkload,
	WrongArguments,
	type ExpectedOutcome,
} from './flag-values.js';
import {flagOrigins} from './flag-origins.js';
import {flags} from './flags.js';
import {
	readAttach,
	type AttachKillOptions,
	type AttachOptions,
} from './read-attach.js';
import {
	readClaims,
	type TellClaimsOptions,
	type TestClaimsOptions,
} from './read-claims.js';
import {readFlags, type Given} from './read-flags.js';
import {readKillChoice} from './read-kill-choice.js';
import {readOutput, type OutputForm} from './read-output.js';
import {readReplay, type ReplayOptions} from './read-replay.js';
import {
	readSweep,
	type CompareOptions,
	type DrawOptions,
	type SweepOptions,
} from './read-sweep.js';
import {loginPathsWord, shells, type Shell} from './shells.js';
import {readStatement} from './statement.js';
import {suggestion} from './suggest.js';
import {topics, type Topic} from './topics.js';
import {
	refuseFlags,
	refuseOwnServer,
	refuseWorkloadFlags,
} from './refuse-flags.js';

/** The lab as the command line asks for it. */
export type LabOptions = {
	readonly target: Target;
	/** The schema for the lab's table. */
	readonly schema: string;
	readonly workload: PlannedWorkload;
	/** What it was planned from. */
	readonly given: GivenOptions;
	/** Bytes per second, or `max`; absent: the default of the output. */
	readonly rate?: number | 'max';
	/** Kills that the lab sends on its own. */
	readonly kills: readonly Aim[];
	/** How every kill is sent. */
	readonly killChoice: KillChoice;
	/** The outcome that is expected; anything else is an error. */
	readonly expect?: ExpectedOutcome;
	/** Absent: the default of the output. */
	readonly onInterrupt?: OnInterrupt;
	readonly autocommit: boolean;
	/** Before COMMIT the lab waits for the key that resumes it. */
	readonly pauseCommit: boolean;
	readonly output: OutputForm;
	readonly wait: boolean;
	/** The statement that the workload needs is not given: only a person can type it. */
	readonly isUntyped: boolean;
	readonly keep: boolean;
	readonly ascii: boolean;
	/** Changes server settings that would stop the run, while the lab runs. */
	readonly fix: boolean;
	/** Asks nothing: the answer is yes. */
	readonly yes: boolean;
	/** A file that gets every event as a line of JSON. */
	readonly record?: string;
	/** A file that gets the whole sitting as Markdown at the end. */
	readonly report?: string;
};

/** What else the command line depends on. */
export type CommandLineEnvironment = ServerEnvironment & {
	/** Reads a file of the command line. @throws {WrongArguments} when that fails. */
	readonly readText?: (path: string) => string;
};

/** What the command line asks for. */
export type Arguments =
	| {readonly type: 'lab'; readonly options: LabOptions}
	/** Checks whether the server is fit for the run that these options describe. */
	| {
			readonly type: 'doctor';
			readonly options: LabOptions;
			/** Where each of them came from. */
			readonly origins: readonly OwnSetting[];
	  }
	/** Lists the connections of a server and who blocks whom, or kills one of them. */
	| {
			readonly type: 'attach';
			readonly options: AttachOptions | AttachKillOptions;
	  }
	| {readonly type: 'replay'; readonly options: ReplayOptions}
	/** Kills many times, and maps what that does. */
	| {
			readonly type: 'sweep';
			readonly options: SweepOptions | CompareOptions | DrawOptions;
	  }
	/** Puts the manuals' claims to the test. */
	| {
			readonly type: 'claims';
			readonly options: TestClaimsOptions | TellClaimsOptions;
	  }
	/** One of them, or all. */
	| {readonly type: 'workloads'; readonly workload?: WorkloadFacts}
	| {readonly type: 'help'}
	/** More of a topic, or which there are. */
	| {readonly type: 'topics'; readonly topic?: Topic}
	/** A script for a shell. */
	| {readonly type: 'completion'; readonly shell: Shell}
	/** The names that such a script offers for `--login-path`. */
	| {readonly type: 'login-paths'}
	| {readonly type: 'version'; readonly isVerbose: boolean}
	/** One line that says what is wrong. */
	| {readonly type: 'wrong'; readonly message: string};

/**
Reads the command line. Pure except for the option files that its surroundings read: it prints nothing and never ends the process.

@throws {Refusal} when the option files of a named server can't be read.
*/
export function parseArguments(
	argv: readonly string[],
	surroundings: CommandLineEnvironment,
): Arguments {
	try {
		const {rest, password} = takePassword(argv);
		const {flags: given, input} = readFlags(rest);
		if (given.help) {
			return {type: 'help'};
		}

		if (given.version) {
			return {type: 'version', isVerbose: given.verbose};
		}

		if (given.verbose) {
			throw new WrongArguments('--verbose works only with --version.');
		}

		const command = commandOf(input);
		const words = command === 'lab' ? input : input.slice(1);
		refuseFlags(command, {...given, password});
		switch (command) {
			case 'replay': {
				return {type: command, options: readReplay(given, words)};
			}

			case 'workloads': {
				const [name, ...more] = words;
				refuseWords('workloads NAME', more);
				return {
					type: command,
					...(name !== undefined && {
						workload: readWorkload(name),
					}),
				};
			}

			case 'help': {
				const [word, ...more] = words;
				refuseWords('help TOPIC', more);
				return {
					type: 'topics',
					...(word !== undefined && {topic: readTopic(word)}),
				};
			}

			case 'completion': {
				return readCompletion(words);
			}

			case 'attach': {
				return {
					type: command,
					options: readAttach(given, words, password, surroundings),
				};
			}

			case 'sweep': {
				return {
					type: command,
					options: readSweep(given, words, password, surroundings),
				};
			}

			case 'claims': {
				return {type: command, options: readClaims(given, words)};
			}

			case 'doctor': {
				return {
					type: command,
					...readLab(given, words, password, surroundings),
				};
			}

			case 'lab': {
				const {options} = readLab(given, words, password, surroundings);
				return {type: command, options};
			}
		}
	} catch (error: unknown) {
		if (error instanceof WrongArguments) {
			return {type: 'wrong', message: error.message};
		}

		throw error;
	}
}

/** The first word may name a command. */
function commandOf([first]: readonly string[]): Command {
	return commands.find(command => command === first) ?? 'lab';
}

/** @throws {WrongArguments} for a topic that there is not. */
function readTopic(word: string): Topic {
	const topic = topics.find(known => known === word);
	if (topic === undefined) {
		throw new WrongArguments(
			`There is no help on "${word}".${suggestion(word, topics)} kill-lab help lists the topics.`,
		);
	}

	return topic;
}

function readCompletion([word, ...more]: readonly string[]): Arguments {
	refuseWords('completion SHELL', more);
	if (word === loginPathsWord) {
		return {type: 'login-paths'};
	}

	const shell = shells.find(known => known === word);
	if (shell === undefined) {
		throw new WrongArguments(
			word === undefined
				? `completion takes a shell: kill-lab completion ${listed(shells, 'or')}.`
				: `completion takes ${listed(shells, 'or')}, not "${word}".${suggestion(word, shells)}`,
		);
	}

	return {type: 'completion', shell};
}

function refuseWords(command: string, words: readonly string[]): void {
	if (words.length > 0) {
		throw new WrongArguments(`kill-lab ${command} takes nothing after it.`);
	}
}

/** The doctor takes the same options as the lab, and checks what they need. */
function readLab(
	given: Given,
	input: readonly string[],
	password: Password | undefined,
	surroundings: CommandLineEnvironment,
): {readonly options: LabOptions; readonly origins: readonly OwnSetting[]} {
	const {target, schema, origins} = readTarget(
		given,
		input,
		password,
		surroundings,
	);
	const sql = readGivenStatement(given, surroundings);
	const facts = chooseFacts(given);
	const isUntyped = facts.needs !== undefined && sql === undefined;
	refuseWorkloadFlags(facts, given);
	refuseOwnServer(facts, target);
	if (given.setup !== undefined) {
		// Before a server is started for it.
		surroundings.readText?.(given.setup);
	}

	const workloadOptions: GivenOptions = {
		...(given.files !== undefined && {files: flags.files.read(given.files)}),
		...(given.size !== undefined && {size: flags.size.read(given.size)}),
		...(given.protocol !== undefined && {
			protocol: flags.protocol.read(given.protocol),
		}),
		...(given.scale !== undefined && {scale: flags.scale.read(given.scale)}),
		...(sql !== undefined && {sql}),
		...(given.setup !== undefined && {setup: given.setup}),
		...(given.times !== undefined && {times: flags.times.read(given.times)}),
	};
	const workload = facts.plan(workloadOptions);
	const options: LabOptions = {
		target,
		schema: readSchema(schema ?? defaultSchema),
		workload,
		given: workloadOptions,
		...(given.rate !== undefined && {rate: flags.rate.read(given.rate)}),
		kills: (given.kill ?? []).map(word =>
			readKill(word, facts, workload.steps),
		),
		killChoice: readKillChoice(given),
		...(given.expect !== undefined && {
			expect: flags.expect.read(given.expect),
		}),
		...(given.onInterrupt !== undefined && {
			onInterrupt: flags.onInterrupt.read(given.onInterrupt),
		}),
		autocommit: given.autocommit,
		pauseCommit: given.pauseCommit,
		output: readOutput(given),
		wait: given.wait || isUntyped,
		isUntyped,
		keep: given.keep,
		ascii: given.ascii,
		fix: given.fix,
		yes: given.yes,
		...(given.record !== undefined && {record: given.record}),
		...(given.report !== undefined && {report: given.report}),
	};
	return {options, origins: [...origins, ...flagOrigins(given, options)]};
}

/** The workload that is named, or that a flag implies. */
function chooseFacts({workload, sql, sqlFile, setup}: Given): WorkloadFacts {
	const [named, ...more] = workload ?? [];
	if (more.length > 0) {
		throw new WrongArguments(
			'The lab runs one workload at a time: kill-lab sweep tries several.',
		);
	}

	if (named !== undefined) {
		return flags.workload.read(named);
	}

	return (sql ?? sqlFile ?? setup) === undefined
		? allFacts[0]
		: factsNeeding('sql');
}

/** The statement of --sql or --sql-file. */
function readGivenStatement(
	{sql, sqlFile}: Given,
	{readText = readNoFile}: CommandLineEnvironment,
): string | undefined {
	if (sqlFile === undefined) {
		return sql === undefined ? undefined : flags.sql.read(sql);
	}

	if (sql !== undefined) {
		throw new WrongArguments('Use --sql or --sql-file, not both.');
	}

	return readStatement(readText(sqlFile), `--sql-file ${sqlFile}`);
}

function readNoFile(path: string): never {
	throw new WrongArguments(`${path} can't be read here.`);
}
