import {type Verdict} from '../lab/events/events.js';

/** The lines that ink-table draws in addition to one per row: its border, its heading and a rule. */
const frameLines = 4;

/** The line above the table. */
const captionLines = 1;

/** The lines that the table's contents take, at most `available`. Pure. */
export function contentsHeight(verdict: Verdict, available: number): number {
	if (verdict.outcome === 'unknown' || available < captionLines) {
		return 0;
	}

	const {contents, foreign} = verdict;
	const rows = Math.min(
		contents.rows.length + (foreign?.rows.length ?? 0),
		rowsWithin(available),
	);
	return rows === 0 ? captionLines : captionLines + frameLines + rows;
}

/** How many rows fit into this many lines. Pure. */
export function rowsWithin(height: number): number {
	return Math.max(0, height - captionLines - frameLines);
}
