import {writtenValues} from '../rows/table.js';

/**
A SELECT of so many rows as a run writes them, with ids from 1, or after others, from no table: it joins small tables of digits, the leading ones outermost.

It gives one row after the other: MySQL and MariaDB insert the first ones within a tenth of a second, and fill no temporary table but the digits [measured: MySQL 9.7, MariaDB 10.11].

@param rows - At least 1.
@param after - The last id that others have.
*/
export function selectRows(rows: number, after = 0): string {
	const places = Math.max(0, String(rows - 1).length - 1);
	const leading = Math.floor((rows - 1) / 10 ** places) + 1;
	const joined = [
		`${numbersBelow(leading)} AS d${places}`,
		...Array.from(
			{length: places},
			(_, index) => `${numbersBelow(10)} AS d${places - 1 - index}`,
		),
	].join(' STRAIGHT_JOIN ');
	const id = [
		String(after + 1),
		...Array.from(
			{length: places + 1},
			(_, place) => `d${place}.n * ${10 ** place}`,
		),
	].join(' + ');
	return `SELECT ${writtenValues('id')} FROM (SELECT ${id} AS id FROM ${joined}) AS ids WHERE id <= ${after + rows}`;
}

function numbersBelow(end: number): string {
	return `(${Array.from({length: end}, (_, n) => `SELECT ${n}${n === 0 ? ' AS n' : ''}`).join(' UNION ALL ')})`;
}
