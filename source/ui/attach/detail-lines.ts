import {rowsBelowOne, type ListedRow} from '../../lab/attach/listed-rows.js';
import {type Listing} from '../../lab/attach/listing.js';
import {wrap} from '../../output/wrap.js';
import {
	accountOf,
	doing,
	formatSeconds,
	statementWords,
	transactionWords,
	waitsForWords,
	whose,
} from '../../wording/listing-words.js';
import {type Line} from './lines.js';

/** Of those that one blocks, so many are named. */
const mostNamed = 6;

/** One connection of the list in full: who it is and what it does, its transaction, whom it blocks, its statement. Pure. @param width - Cells. */
export function detailLines(
	row: ListedRow,
	{waits}: Pick<Listing, 'waits'>,
	width: number,
): readonly Line[] {
	const {id, schema, command, transaction, waitsFor, blocks, seconds} = row;
	const below = rowsBelowOne(waits, id);
	const who = [
		id,
		accountOf(row),
		schema,
		`${command}${command === doing(row) ? '' : `: ${doing(row)}`}${whose(row)} for ${formatSeconds(seconds)}`,
	]
		.filter(Boolean)
		.join(' · ');
	const facts = [
		transaction && transactionWords(transaction),
		waitsForWords(waitsFor),
		blocks > 0 &&
			`blocks ${blocks}: ${below
				.slice(0, mostNamed)
				.map(row => row.id)
				.join(', ')}${below.length > mostNamed ? ' …' : ''}`,
	]
		.filter(Boolean)
		.join(' · ');
	const lines: readonly Line[] = [
		{text: ` ${who}`, tone: 'bold'},
		...wrap(facts, width - 2).map(text => ({text: ` ${text}`})),
		...wrap(statementWords(row) ?? '', width - 2).map(text => ({
			text: ` ${text}`,
		})),
	];
	return lines.filter(({text}) => text.trim() !== '');
}
