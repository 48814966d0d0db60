import {claimNames, type ClaimName} from '../lab/claims/list.js';
import {type ServerChoice} from '../sandbox/flavour.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';
import {readOutput, type OutputForm} from './read-output.js';
import {refuseGiven} from './refuse-flags.js';

/** What all forms of the command have. */
type ClaimsOutput = {
	readonly output: OutputForm;
	readonly ascii: boolean;
	/** A file that gets the findings as Markdown. */
	readonly markdown?: string;
};

/** Claims that are to be put to the test, as the command line asks for it. */
export type TestClaimsOptions = ClaimsOutput & {
	readonly type: 'test';
	/** The servers, one after the other; `undefined`: whatever `program` is. */
	readonly servers: ReadonlyArray<ServerChoice | undefined>;
	readonly program?: string;
	readonly claims: readonly ClaimName[];
	/** How often each is tried. */
	readonly trials: number;
};

/** Findings that were written before, as the command line asks for them. */
export type TellClaimsOptions = ClaimsOutput & {
	readonly type: 'tell';
	readonly files: readonly string[];
};

const usualTrials = 5;

/** @throws {WrongArguments} when it is unclear what is to be tested, and where. */
export function readClaims(
	given: Given,
	words: readonly string[],
): TestClaimsOptions | TellClaimsOptions {
	const {ascii, markdown, sandbox, serverProgram, claim = [], trials} = given;
	const common = {
		output: readOutput(given),
		ascii,
		...(markdown !== undefined && {markdown}),
	};
	if (words.some(word => word.includes('://'))) {
		throw new WrongArguments(
			'claims runs on throwaway servers only: its experiments make accounts, lock tables and kill. Leave out the server; --sandbox=SERVER chooses one.',
		);
	}

	if (words.length > 0) {
		refuseGiven(
			given,
			['sandbox', 'serverProgram', 'claim', 'trials'],
			flag => `What a file says was found before, so it takes no ${flag}.`,
		);
		return {type: 'tell', files: words, ...common};
	}

	const choice = flags.sandbox.read(sandbox ?? '');
	return {
		type: 'test',
		servers:
			choice !== undefined || serverProgram !== undefined
				? [choice]
				: [{flavour: 'mysql'}, {flavour: 'mariadb'}],
		...(serverProgram !== undefined && {program: serverProgram}),
		claims: claim.length === 0 ? claimNames : claimsNamed(claim),
		trials: trials === undefined ? usualTrials : flags.trials.read(trials),
		...common,
	};
}

function claimsNamed(words: readonly string[]): readonly ClaimName[] {
	const wanted = new Set(words.map(word => word.toLowerCase()));
	const named = claimNames.filter(name => wanted.delete(name));
	const [wrong] = wanted;
	if (wrong !== undefined) {
		throw new WrongArguments(
			`--claim takes ${claimNames.join(', ')}, not "${wrong}".`,
		);
	}

	return named;
}
