/** Something as one line of JSON, such as an event. */
export function jsonLine(value: {readonly type: string}): string {
	return JSON.stringify(value);
}

/** What a line of JSON says; `undefined`: it is none. Pure. */
export function parseLine(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/** Whether a value says that it is of one of these types. Pure. */
export function isOfTypes<Type extends string>(
	value: unknown,
	types: Readonly<Record<Type, true>>,
): value is {readonly type: Type} {
	return (
		typeof value === 'object' &&
		value !== null &&
		'type' in value &&
		typeof value.type === 'string' &&
		Object.hasOwn(types, value.type)
	);
}
