/** A time of the program's clock, in ms, as the calendar has it: ISO 8601. */
export function toIso(at: number): string {
	return new Date(performance.timeOrigin + at).toISOString();
}
