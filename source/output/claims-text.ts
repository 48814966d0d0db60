import {type ClaimLine} from '../lab/claims/claim-line.js';
import {saidIn} from '../wording/claim-words.js';
import {wrapText} from './wrap-text.js';

/** Cells of the name of a claim; what is said of it begins behind that. */
const nameWidth = 5;
const indent = ' '.repeat(nameWidth);

/**
One line of the findings as text. Pure.

@param columns - Of the terminal; absent: there is none, and nothing is broken into lines.
*/
export function claimText(line: ClaimLine, columns = Infinity): string {
	if (line.type === 'claims') {
		const {server, trials} = line;
		return wrapText(
			`${server.product}, each claim ${trials === 1 ? 'once' : `${trials} times`}. Times are from the KILL's OK.`,
			columns,
			'',
		).join('\n');
	}

	const {name, answer, measured} = line;
	return [
		`${name.padEnd(nameWidth)}${answer}`,
		...wrapText(`${indent}${saidIn(line)}`, columns, indent),
		...measured.flatMap(part =>
			wrapText(`${indent}- ${part}`, columns, `${indent}  `),
		),
	].join('\n');
}
