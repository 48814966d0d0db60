/** Something as one line of JSON, such as an event. */
export function jsonLine(value: {readonly type: string}): string {
	return JSON.stringify(value);
}
