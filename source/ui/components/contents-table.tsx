import {Box, Text} from 'ink';
import {memo} from 'react';
import {formatBytes} from '../../format.js';
import {type StoredRow, type Verdict} from '../../lab/events/events.js';
import {tableName} from '../../lab/history/table-name.js';
import {count} from '../../wording/words.js';
import {rowsWithin} from '../contents-height.js';
import {fitTable, type Column} from '../fit-table.js';
import {Table} from '../ink-table.js';

const columns: readonly Column[] = [
	{name: 'id', rank: 1, isNumeric: true},
	{name: 'file_name', rank: 0, shortest: 8},
	{name: 'file_size', rank: 3, isNumeric: true},
	{name: 'file_hash', rank: 4, shortest: 10},
	{name: 'hash', rank: 2},
];

type Props = {
	readonly verdict: Verdict;
	/** Cells. */
	readonly width: number;
	/** Lines, as the layout gave them. */
	readonly height: number;
};

/** What the table contained when the observer looked, as many rows as there is room for. */
export const ContentsTable = memo(({verdict, width, height}: Props) => {
	if (verdict.outcome === 'unknown' || height === 0) {
		return undefined;
	}

	const {rows, foreign, seenBy} = verdict;
	// If there is no room for all, wrong rows come first.
	const shown = allRows(verdict)
		.toSorted((a, b) => Number(a.equal) - Number(b.equal))
		.slice(0, rowsWithin(height));
	const table = fitTable(
		shown.map(row => tableRow(row, foreign?.rows.includes(row) ?? false)),
		columns,
		width,
	);

	return (
		<Box flexDirection="column">
			<Text wrap="truncate">
				<Text bold>{tableName}</Text>
				{` as connection ${seenBy} sees it: ${describeRows(rows.length + (foreign?.number ?? 0), shown.length)}`}
			</Text>
			{shown.length > 0 ? (
				<Table data={table.data} columns={table.columns} />
			) : undefined}
		</Box>
	);
});

function describeRows(all: number, shown: number): string {
	if (all === 0) {
		return 'empty';
	}

	return shown > 0 && shown < all
		? `${count(all, 'row')}, ${shown} shown`
		: count(all, 'row');
}

/** Rows of others first, as the verdict names them. */
function allRows({
	rows,
	foreign,
}: Exclude<Verdict, {readonly outcome: 'unknown'}>): readonly StoredRow[] {
	return foreign ? [...foreign.rows, ...rows] : rows;
}

function tableRow(row: StoredRow, isForeign: boolean): Record<string, string> {
	/* eslint-disable @typescript-eslint/naming-convention -- The names of the table's columns. */
	return {
		id: row.id,
		file_name: row.fileName,
		file_size: formatBytes(row.size),
		file_hash: row.fileHash,
		hash: isForeign ? 'not ours' : row.equal ? 'equal' : 'NOT EQUAL',
	};
	/* eslint-enable @typescript-eslint/naming-convention */
}
