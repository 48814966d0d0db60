import {type ListedConnection} from './listing.js';

/** A condition on a connection, such as `time>60`. */
export type Condition = {
	readonly field: FilterField;
	readonly operator: Operator;
	readonly value: string;
};

type Subject = {
	readonly connection: ListedConnection;
	/** How many it keeps waiting. */
	readonly blocks: number;
	/** How many it waits for. */
	readonly waits: number;
	/** The kinds of lock that it waits for. */
	readonly locks: readonly string[];
};

/** What each field of a filter means for a connection; absent: it has none. The columns of the list are among them. */
const fields = {
	id: ({connection}) => connection.id,
	account: ({connection: {user, host}}) => `${user}@${host}`,
	user: ({connection}) => connection.user,
	host: ({connection}) => connection.host,
	schema: ({connection}) => connection.schema,
	doing: ({connection: {state, command}}) => state || command,
	command: ({connection}) => connection.command,
	state: ({connection}) => connection.state,
	for: ({connection}) => connection.seconds,
	time: ({connection}) => connection.seconds,
	trx: ({connection}) => connection.transaction?.age,
	rows: ({connection}) => connection.transaction?.rows,
	blocks: ({blocks}) => blocks,
	waits: ({waits}) => waits,
	lock: ({locks}) => locks.join(' '),
	statement: ({connection}) => connection.statement?.text,
} as const satisfies Readonly<
	Record<string, (subject: Subject) => string | number | undefined>
>;

type FilterField = keyof typeof fields;

/** The names of the fields, for messages. */
export const filterFields = Object.keys(fields);

type Operator = '=' | '!=' | '~' | '!~' | Order;

type Order = '>' | '<' | '>=' | '<=';

/**
Reads a filter: conditions like `user=app time>60 waits>0`, all of which must hold. `~` is for a part of a text, in any case; `trx`, `for` and `time` are in seconds; a value with spaces stands in double quotes.

@returns What is wrong, as a sentence, if it can't be read.
*/
export function parseFilter(
	text: string,
): readonly Condition[] | {readonly wrong: string} {
	const conditions: Condition[] = [];
	for (const word of text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []) {
		const [, field = '', operator, quoted = ''] =
			/^([a-z]+)(>=|<=|!=|!~|=|~|>|<)(.+)$/.exec(word) ?? [];
		const value = quoted.replaceAll('"', '');
		if (operator === undefined) {
			return {
				wrong: `"${word}" is no condition. Write one like user=app, time>60 or waits>0.`,
			};
		}

		if (!isField(field)) {
			return {
				wrong: `There is no field "${field}". These can be asked for: ${filterFields.join(', ')}.`,
			};
		}

		if (isOrder(operator) && !/^\d+(?:\.\d+)?$/.test(value)) {
			return {wrong: `${field}${operator} needs a number, not "${value}".`};
		}

		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The expression takes no others.
		conditions.push({field, operator: operator as Operator, value});
	}

	return conditions;
}

/** Whether all conditions hold for a connection. Pure. */
export function isMatch(
	conditions: readonly Condition[],
	subject: Subject,
): boolean {
	return conditions.every(condition =>
		holds(condition, fields[condition.field](subject)),
	);
}

function holds(
	{operator, value}: Condition,
	actual: string | number | undefined,
): boolean {
	const text = String(actual ?? '').toLowerCase();
	const wanted = value.toLowerCase();
	switch (operator) {
		case '=': {
			return text === wanted;
		}

		case '!=': {
			return text !== wanted;
		}

		case '~': {
			return text.includes(wanted);
		}

		case '!~': {
			return !text.includes(wanted);
		}

		case '>':
		case '<':
		case '>=':
		case '<=': {
			return (
				actual !== undefined &&
				isOrdered(operator, Number(actual) - Number(value))
			);
		}
	}
}

function isOrdered(operator: Order, difference: number): boolean {
	return (
		(operator.startsWith('>') && difference > 0) ||
		(operator.startsWith('<') && difference < 0) ||
		(operator.endsWith('=') && difference === 0)
	);
}

function isField(name: string): name is FilterField {
	return Object.hasOwn(fields, name);
}

function isOrder(operator: string): operator is Order {
	return /^[<>]/.test(operator);
}
