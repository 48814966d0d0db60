import stringWidth from 'string-width';

/** Rows of cells as lines, each column as wide as its widest cell. Pure. */
export function alignedColumns(
	rows: ReadonlyArray<readonly string[]>,
): readonly string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map(row => stringWidth(row[column] ?? ''))),
	);
	return rows.map(row =>
		`  ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))).join('  ')}`.trimEnd(),
	);
}
