import {type ClaimLine, type ServerClaims} from '../lab/claims/claim-line.js';
import {tallyWords} from '../wording/claims-words.js';

/** Cells of the columns with the name of a claim, and with what became of it. */
const nameWidth = 5;
const answerWidth = 'cannot be tested here'.length + 2;

/** One line of the findings as text. Pure. */
export function claimText(line: ClaimLine): string {
	if (line.type === 'claims') {
		return `${line.server.product}, each claim ${line.trials === 1 ? 'once' : `${line.trials} times`}. Times are from the KILL's OK.`;
	}

	const {name, answer, manual, page, says, measured} = line;
	const indent = ' '.repeat(nameWidth);
	return [
		`${name.padEnd(nameWidth)}${answer.padEnd(answerWidth)}${manual}, "${page}": ${says}`,
		...measured.map(part => `${indent}${part}`),
	].join('\n');
}

/** All that was found on a server. Pure. */
export function claimsText(found: ServerClaims): string {
	return [
		claimText(found.began),
		...found.tested.map(line => claimText(line)),
		tallyWords(found),
	].join('\n');
}
