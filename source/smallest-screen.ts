/** The smallest terminal that the lab's screen fits on, in cells. */
export const smallest = {columns: 60, rows: 16} as const;
