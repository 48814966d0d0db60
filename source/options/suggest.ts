import {closestMatch} from 'leven';

/** A word of so many letters may have one of them wrong. */
const lettersPerSlip = 3;

/** The known word that was probably meant, as a question to put after a sentence; empty if none is close. Pure. */
export function suggestion(word: string, known: readonly string[]): string {
	const letters = word.replace(/^-+/, '').length;
	const meant = closestMatch(word, known, {
		maxDistance: Math.floor(letters / lettersPerSlip),
	});
	return meant === undefined ? '' : ` Did you mean ${meant}?`;
}
