import {type Condition} from '../lab/attach/filter.js';
import {killKinds, type KillKind} from '../lab/events/kill.js';
import {type KillChoice} from '../lab/kills/choose-route.js';
import {type ServerEnvironment} from '../server/given-server.js';
import {type Password} from '../server/password.js';
import {spelled} from './flag.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {isGiven, type Given} from './read-flags.js';
import {readKillChoice} from './read-kill-choice.js';
import {readOutput, type OutputForm} from './read-output.js';
import {readTarget, type NamedTarget} from './target.js';

/** What both forms of attach need. */
type OnServer = {
	readonly target: NamedTarget;
	/** Statements are shown with their values. */
	readonly hasLiterals: boolean;
	readonly output: OutputForm;
	readonly ascii: boolean;
};

/** A filter as it was typed, and what it means. */
type Filter = {
	readonly text: string;
	readonly conditions: readonly Condition[];
};

/** The list of a server's connections, and on the screen the one that is watched, as the command line asks for them. */
export type AttachOptions = OnServer & {
	/** What a connection has to be like to be listed; without conditions: all are. */
	readonly filter: Filter;
	/** The connection to begin with; absent: the list. */
	readonly connectionId?: string;
	/** How kills are sent. */
	readonly killChoice: KillChoice;
	/** The keys that kill do nothing. */
	readonly isWatchOnly: boolean;
	/** A file that gets a line of JSON for each kill. */
	readonly log?: string;
};

/** The kill of one connection, as the command line asks for it. */
export type AttachKillOptions = OnServer & {
	readonly connectionId: string;
	readonly kind: KillKind;
	/** How the kill is sent. */
	readonly killChoice: KillChoice;
	/** Whose connection it must be; absent: anybody's. */
	readonly expectUser?: string;
	/** The digest that its statement must have, or how that begins; absent: any. */
	readonly expectDigest?: string;
	/** What it has to be like before the kill is sent, as for the list; absent: it is sent at once. */
	readonly when?: Filter;
	/** How long to look for a proof, in ms. */
	readonly timeout: number;
	/** When KILL CONNECTION follows KILL QUERY, in ms; absent: never. */
	readonly escalateAfter?: number;
	/** A file that gets a line of JSON for the kill. */
	readonly log?: string;
};

/** How long to look for a proof, in ms, by default. */
const usualTimeout = 60_000;

/** The flags that are about a kill that nobody is asked about. */
const killFlags = [
	'yes',
	'expectUser',
	'expectDigest',
	'when',
	'timeout',
	'escalateAfter',
] as const satisfies ReadonlyArray<keyof typeof flags>;

/**
Reads what attach is to do: list, or kill one connection.

@throws {WrongArguments} when that is unclear; {Refusal} when an option file can't be read.
*/
export function readAttach(
	given: Given,
	input: readonly string[],
	password: Password | undefined,
	surroundings: ServerEnvironment,
): AttachOptions | AttachKillOptions {
	const ids = input.filter(word => /^\d+$/.test(word));
	const {target} = readTarget(
		given,
		input.filter(word => !ids.includes(word)),
		password,
		surroundings,
	);
	if (target.type === 'sandbox') {
		throw new WrongArguments(
			'attach needs a server that exists: name it as for the mysql client, such as kill-lab attach -h HOST -u USER -p, or by a URI.',
		);
	}

	const server = {
		target,
		hasLiterals: given.literals,
		output: readOutput(given),
		ascii: given.ascii,
	};
	const [connectionId, ...more] = ids;
	if (more.length > 0) {
		throw new WrongArguments('attach kills one connection at a time.');
	}

	if (isGiven(given.kill)) {
		return {...server, ...readKill(given, connectionId)};
	}

	const flag = killFlags.find(name => isGiven(given[name]));
	if (flag !== undefined) {
		throw new WrongArguments(
			`${spelled(flag)} is for a kill that nobody is asked about: kill-lab attach ID --kill query --yes.`,
		);
	}

	const {filter = '', log, watch} = given;
	if (filter !== '' && connectionId !== undefined) {
		throw notFiltered();
	}

	return {
		...server,
		filter: {text: filter, conditions: flags.filter.read(filter)},
		...(connectionId !== undefined && {connectionId}),
		killChoice: readKillChoice(given),
		isWatchOnly: watch,
		...(log !== undefined && {log}),
	};
}

function notFiltered(): WrongArguments {
	return new WrongArguments(
		'--filter is for the list: with an id there is nothing to filter.',
	);
}

function readKill(
	given: Given,
	connectionId: string | undefined,
): Omit<AttachKillOptions, keyof OnServer> {
	const {
		kill = [],
		yes,
		expectUser,
		expectDigest,
		when,
		timeout,
		escalateAfter,
		log,
	} = given;
	const [word, ...more] = kill;
	const kind = killKinds.find(kind => kind === word);
	if (kind === undefined || more.length > 0) {
		throw new WrongArguments(
			`attach takes one --kill, query or connection, not "${kill.join('", "')}".`,
		);
	}

	if (connectionId === undefined) {
		throw new WrongArguments(
			`--kill needs the id of a connection: kill-lab attach ID --kill ${kind} --yes. Without an id, attach lists the connections.`,
		);
	}

	if (given.filter !== undefined) {
		throw notFiltered();
	}

	if (given.watch) {
		throw new WrongArguments('Use --watch or --kill, not both.');
	}

	if (escalateAfter !== undefined && kind === 'connection') {
		throw new WrongArguments(
			'--escalate-after follows --kill query: nothing is stronger than --kill connection.',
		);
	}

	if (!yes) {
		throw new WrongArguments(
			`It is somebody's connection, and nobody is asked here: add --yes to kill ${connectionId}.`,
		);
	}

	return {
		connectionId,
		kind,
		killChoice: readKillChoice(given),
		timeout: timeout === undefined ? usualTimeout : flags.timeout.read(timeout),
		...(expectUser !== undefined && {expectUser}),
		...(expectDigest !== undefined && {
			expectDigest: flags.expectDigest.read(expectDigest),
		}),
		...(when !== undefined && {
			when: {text: when, conditions: flags.when.read(when)},
		}),
		...(escalateAfter !== undefined && {
			escalateAfter: flags.escalateAfter.read(escalateAfter),
		}),
		...(log !== undefined && {log}),
	};
}
