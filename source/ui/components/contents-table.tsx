import {Box, Text} from 'ink';
import {memo} from 'react';
import {formatBytes, grouped} from '../../format.js';
import {type ContentsRow, type Verdict} from '../../lab/events/events.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {
	type FactColumn,
	type WorkloadFacts,
} from '../../lab/workloads/facts/contract.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {count} from '../../wording/words.js';
import {rowsWithin} from '../contents-height.js';
import {fitTable, type Column} from '../fit-table.js';
import {Table} from '../ink-table.js';

type Props = {
	readonly verdict: Verdict;
	readonly plan: RunPlan;
	/** Cells. */
	readonly width: number;
	/** Lines, as the layout gave them. */
	readonly height: number;
};

/** What the table contained when the observer looked, as many rows as there is room for. */
export const ContentsTable = memo(({verdict, plan, width, height}: Props) => {
	if (verdict.outcome === 'unknown' || height === 0) {
		return undefined;
	}

	const facts = factsOf(plan);
	const {contents, foreign, seenBy} = verdict;
	const all = [
		// As the verdict names them.
		...(foreign?.rows ?? []).map(row => ({...row, isForeign: true})),
		...contents.rows.map(row => ({...row, isForeign: false})),
	];
	// If there is no room for all, wrong rows come first.
	const shown = all
		.toSorted((a, b) => Number(a.isIntact) - Number(b.isIntact))
		.slice(0, rowsWithin(height));
	const table = fitTable(
		shown.map(row => ({
			...cellsOf(row, facts),
			...(facts.rowStates && {
				[facts.rowStates.column]: row.isForeign
					? 'not ours'
					: row.isIntact
						? facts.rowStates.intact
						: facts.rowStates.damaged,
			}),
		})),
		columnsOf(facts),
		width,
	);

	return (
		<Box flexDirection="column">
			<Text wrap="truncate">
				<Text bold>{facts.contentsName ?? facts.tableName}</Text>
				{` as connection ${seenBy} sees it${describeShown(facts, contents.rows.length + (foreign?.number ?? 0), shown.length)}`}
			</Text>
			{shown.length > 0 ? (
				<Table data={table.data} columns={table.columns} />
			) : undefined}
		</Box>
	);
});

function formatCell(cell: string | number, type: FactColumn['type']): string {
	switch (type) {
		case 'bytes': {
			return formatBytes(Number(cell));
		}

		case 'count': {
			return grouped(Number(cell));
		}

		case 'number':
		case 'text': {
			return String(cell);
		}
	}
}

/** How many rows there are, or, of a summary, how many of its lines are left out. */
function describeShown(
	{isSummary}: WorkloadFacts,
	all: number,
	shown: number,
): string {
	if (!isSummary) {
		return `: ${describeRows(all, shown)}`;
	}

	return shown > 0 && shown < all ? `: ${shown} of ${all} shown` : '';
}

function describeRows(all: number, shown: number): string {
	if (all === 0) {
		return 'empty';
	}

	return shown > 0 && shown < all
		? `${count(all, 'row')}, ${shown} shown`
		: count(all, 'row');
}

function columnsOf({columns, rowStates}: WorkloadFacts): readonly Column[] {
	return [
		...columns.map(({name, type, rank, shortest}) => ({
			name,
			rank,
			isNumeric: type !== 'text',
			...(shortest !== undefined && {shortest}),
		})),
		...(rowStates ? [{name: rowStates.column, rank: rowStates.rank}] : []),
	];
}

function cellsOf(
	{cells}: ContentsRow,
	{columns}: WorkloadFacts,
): Record<string, string> {
	return Object.fromEntries(
		columns.map(({name, type}, index) => {
			const cell = cells[index] ?? '';
			return [name, formatCell(cell, type)];
		}),
	);
}
