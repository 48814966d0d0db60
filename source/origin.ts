/** Where a value came from. JSON-friendly: it stands in the doctor's document. */
export type Origin =
	/** The command line. */
	| {
			readonly type: 'flag';
			/** Its long form, such as `--host`. */
			readonly flag: string;
	  }
	/** The URI on the command line. */
	| {readonly type: 'uri'}
	/** A variable of the environment. */
	| {readonly type: 'environment'; readonly variable: string}
	/** An option file, or the login file. */
	| {
			readonly type: 'file';
			readonly file: string;
			/** Counted from 1; absent: it is the login file, whose lines nobody sees. */
			readonly line?: number;
			/** Absent: an `!include`, which is in none. */
			readonly group?: string;
			/** A `#` in the midst of the value ended it, as a comment does. Absent: nothing did. */
			readonly isCut?: true;
	  }
	/** The operating system. */
	| {readonly type: 'system'}
	/** Nobody said anything. */
	| {readonly type: 'default'};

/** A value, and where it came from. */
export type Sourced<Value> = {readonly value: Value; readonly origin: Origin};

/** A value that was chosen of several. */
export type Choice<Value> = Sourced<Value> & {
	/** What it won over, the next best first. */
	readonly overrides: ReadonlyArray<Sourced<Value>>;
};

/** What nobody said. */
export const byDefault: Origin = {type: 'default'};

/** A value of the environment. */
export function fromVariable<Value>(
	variable: string,
	value: Value,
): Sourced<Value> {
	return {value, origin: {type: 'environment', variable}};
}

/** The first variable that is set and not empty. @param variables - Each with its value. */
export function firstVariable(
	variables: ReadonlyArray<readonly [name: string, value: string | undefined]>,
): Sourced<string> | undefined {
	const [name, value] = variables.find(([, value]) => value) ?? [];
	return name === undefined || value === undefined
		? undefined
		: fromVariable(name, value);
}
