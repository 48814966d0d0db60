import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {serversIn, type ClaimLine} from '../../lab/claims/claim-line.js';
import {
	type TellClaimsOptions,
	type TestClaimsOptions,
} from '../../options/read-claims.js';
import {toAscii} from '../../output/ascii.js';
import {claimsBeginning, claimsMarkdown} from '../../output/claims-markdown.js';
import {claimText} from '../../output/claims-text.js';
import {jsonLine} from '../../output/json-lines.js';
import {openOutput} from '../../output/output.js';
import {wrapText} from '../../output/wrap-text.js';
import {tallyWords} from '../../wording/claims-words.js';
import {Refusal} from '../../refusal.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {handleSignals} from '../../terminal/signals.js';
import {exitCodes} from '../../options/exit-codes.js';
import {checkReport, writeReport} from '../report-file.js';
import {readClaimsFile} from './read-file.js';
import {testClaims} from './test-claims.js';

const claimsReport = {
	name: 'list of claims',
	beginning: claimsBeginning,
	flag: '--markdown',
};

/** How long a signal waits for the throwaway server to end, in ms. */
const cleanUpLimit = 5000;

/**
Puts the manuals' claims to the test, or tells what was found before.

@returns The exit code.
@throws {Refusal} when a file can't be used, or no server can be started.
*/
export async function runClaimsCommand(
	options: TestClaimsOptions | TellClaimsOptions,
): Promise<number> {
	const {markdown, ascii, output: form} = options;
	const {unicode} = ownCapabilities(ascii);
	if (markdown !== undefined) {
		await checkReport(
			markdown,
			line => {
				process.stderr.write(`${line}\n`);
			},
			claimsReport,
		);
	}

	const leave = new AbortController();
	const output = openOutput(refusal => {
		leave.abort(refusal);
	});
	const lines: ClaimLine[] = [];
	const tell = (line: ClaimLine) => {
		lines.push(line);
		const text =
			form === 'json'
				? jsonLine(line)
				: claimText(line, process.stdout.columns);
		output.write(`${unicode ? text : toAscii(text)}\n`);
	};

	if (options.type === 'tell') {
		for (const {began, tested} of options.files.flatMap(file =>
			readClaimsFile(file),
		)) {
			for (const line of [began, ...tested]) {
				tell(line);
			}
		}
	} else {
		const testing = testClaims(options, leave.signal, tell);
		handleSignals(async () => {
			leave.abort();
			await Promise.race([Promise.allSettled([testing]), wait(cleanUpLimit)]);
		});
		try {
			await testing;
		} catch (error: unknown) {
			if (!leave.signal.aborted || error instanceof Refusal) {
				throw error;
			}

			// If it was the output that failed, this throws.
			await output.end();
			return exitCodes.interrupted;
		}
	}

	const servers = serversIn(lines);
	if (form !== 'json') {
		const tally = servers.flatMap(found =>
			wrapText(tallyWords(found), process.stdout.columns ?? Infinity, '  '),
		);
		output.write(`${tally.join('\n')}\n`);
	}

	await output.end();
	if (markdown !== undefined) {
		await writeReport(markdown, claimsMarkdown(servers), claimsReport);
	}

	return exitCodes.atomic;
}
