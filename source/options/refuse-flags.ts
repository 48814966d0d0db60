import {
	type WorkloadFacts,
	type WorkloadFlag,
} from '../lab/workloads/facts/contract.js';
import {endingOf} from '../lab/workloads/facts/endings.js';
import {allFacts} from '../lab/workloads/facts/registry.js';
import {listed} from '../listed.js';
import {spelled, type Command, type Flag} from './flag.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {isGiven, type Given} from './read-flags.js';
import {type Target} from './target.js';

/** @throws {WrongArguments} for a flag that the command does not take. */
export function refuseFlags(
	command: Command,
	given: Readonly<Record<string, unknown>>,
): void {
	for (const [name, flag] of Object.entries<Flag>(flags)) {
		if (!flag.takenBy.includes(command) && isUnlikeDefault(given[name], flag)) {
			throw new WrongArguments(refusal(command, name, flag));
		}
	}
}

function isUnlikeDefault(value: unknown, flag: Flag): boolean {
	return flag.isMultiple
		? Array.isArray(value) && value.length > 0
		: value !== flag.default;
}

function refusal(command: Command, name: string, flag: Flag): string {
	switch (command) {
		case 'replay': {
			return `replay takes ${replayFlags()}, not ${spelled(name, flag)}.`;
		}

		case 'workloads':
		case 'help':
		case 'completion': {
			return `${command} takes no options, not ${spelled(name, flag)} either.`;
		}

		case 'attach': {
			return `attach takes what names a server, --filter, --literals, --watch, what is about a kill, --plain, --json and --ascii, not ${spelled(name, flag)}.`;
		}

		case 'sweep': {
			return `sweep takes what names a server, --workload, --trials, --kinds, --protocol, --seed, --log, --resume, --markdown, --html, --compare, --yes, how kills are sent, --plain, --json and --ascii, not ${spelled(name, flag)}.`;
		}

		case 'claims': {
			return `claims takes --claim, --trials, --sandbox, --server-program, --markdown, --plain, --json and --ascii, not ${spelled(name, flag)}.`;
		}

		case 'doctor':
		case 'lab': {
			return flag.takenBy.includes('lab')
				? `doctor changes nothing. Use ${spelled(name, flag)} with the lab itself.`
				: `${spelled(name, flag)} works only with kill-lab ${flag.takenBy.map(other => (other === 'replay' ? 'replay FILE' : other)).join(' or ')}.`;
		}
	}
}

function replayFlags(): string {
	const told = Object.entries<Flag>(flags)
		.filter(
			([, {takenBy}]) =>
				takenBy.includes('replay') && !takenBy.includes('workloads'),
		)
		.map(([name, flag]) => spelled(name, flag));
	return listed(told, 'and');
}

const workloadFlags = [
	'files',
	'size',
	'protocol',
	'rate',
	'scale',
	'sql',
	'sqlFile',
	'setup',
	'times',
] as const satisfies readonly WorkloadFlag[];

/** @throws {WrongArguments} for a flag that only other workloads take, or that means nothing with this one. */
export function refuseWorkloadFlags(
	facts: WorkloadFacts,
	given: Readonly<
		Partial<
			Record<
				WorkloadFlag | 'pauseCommit' | 'autocommit' | 'onInterrupt',
				unknown
			>
		>
	>,
): void {
	if (given.pauseCommit && facts.commitsItself) {
		throw new WrongArguments(
			`--pause-commit does not work with --workload ${facts.name}: the ${facts.target} commits itself, so there is no COMMIT to wait before.`,
		);
	}

	if (given.pauseCommit && endingOf(facts) !== 'commit') {
		throw new WrongArguments(
			`--pause-commit does not work with --workload ${facts.name}: it ends with ROLLBACK, so there is no COMMIT to wait before.`,
		);
	}

	if (given.onInterrupt === 'commit' && endingOf(facts) !== 'commit') {
		throw new WrongArguments(
			`--on-interrupt commit does not work with --workload ${facts.name}: it ends with ROLLBACK, whatever was interrupted.`,
		);
	}

	if (given.onInterrupt !== undefined && facts.savepoint !== undefined) {
		throw new WrongArguments(
			`--on-interrupt does not work with --workload ${facts.name}: its client always goes back to its savepoint.`,
		);
	}

	if (given.autocommit && facts.savepoint !== undefined) {
		throw new WrongArguments(
			`--autocommit does not work with --workload ${facts.name}: outside of a transaction there is no savepoint.`,
		);
	}

	if (given.autocommit && facts.endsIn !== undefined) {
		throw new WrongArguments(
			`--autocommit does not work with --workload ${facts.name}: it is about the end of a transaction, and under autocommit there is none.`,
		);
	}

	for (const name of workloadFlags) {
		if (given[name] !== undefined && !facts.flags.includes(name)) {
			throw new WrongArguments(
				`${spelled(name)} works ${workloadsWith(name)}, not with ${facts.name}.`,
			);
		}
	}
}

/** @throws {WrongArguments} for a workload that runs on a throwaway server only, and a server that was named. */
export function refuseOwnServer(
	{name, throwawayOnly}: WorkloadFacts,
	target: Target,
): void {
	if (throwawayOnly !== undefined && target.type === 'named') {
		throw new WrongArguments(
			`--workload ${name} runs on the throwaway server only: on a server of yours ${throwawayOnly}. Leave out the server, or choose another workload.`,
		);
	}
}

/** The workloads that take a flag: as a list while they are few. */
function workloadsWith(name: WorkloadFlag): string {
	const named = allFacts.filter(({flags}) => flags.includes(name));
	return named.length > 3
		? `with ${named.length} of the ${allFacts.length} workloads`
		: `only with --workload ${named.map(other => other.name).join(' or ')}`;
}

/** @throws {WrongArguments} for one of these flags. @param message - What is wrong with a flag. */
export function refuseGiven(
	given: Given,
	names: ReadonlyArray<keyof Given>,
	message: (flag: string) => string,
): void {
	const name = names.find(name => isGiven(given[name]));
	if (name !== undefined) {
		throw new WrongArguments(message(spelled(name)));
	}
}
