/** A line of an option file that means something. */
export type OptionLine =
	| {readonly type: 'group'; readonly name: string}
	| {
			readonly type: 'option';
			readonly name: string;
			/** Absent: the line has no `=`. */
			readonly value?: string;
			/** A `#` right behind a character ends the value, as a comment does: it may have been meant. */
			readonly isCut?: true;
	  }
	| {readonly type: 'include' | 'includedir'; readonly path: string}
	/** What is wrong with it, without its contents: they may contain a password. */
	| {readonly type: 'wrong'; readonly what: string};

/** The characters that the servers treat as space; JavaScript's `\s` has more. */
const outerSpace = /^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g;

const escapes = new Map([
	['n', '\n'],
	['t', '\t'],
	['r', '\r'],
	['b', '\b'],
	['s', ' '],
	['"', '"'],
	["'", "'"],
	['\\', '\\'],
]);

/** Reads one line as the mysql client does [measured with the `my_print_defaults` of MySQL 9.7 and MariaDB 10.11]. @returns Nothing for a line that has no meaning, such as a comment. */
export function readOptionLine(text: string): OptionLine | undefined {
	const line = trim(text);
	if (line === '' || line.startsWith('#') || line.startsWith(';')) {
		return undefined;
	}

	return line.startsWith('!')
		? readDirective(trim(line.slice(1)))
		: line.startsWith('[')
			? readGroup(line)
			: readOption(line);
}

/** An unknown directive means nothing. */
function readDirective(text: string): OptionLine | undefined {
	const match = /^(includedir|include)(?=[ \t\v\f]|$)(.*)$/.exec(text);
	const [, type, rest = ''] = match ?? [];
	if (type !== 'include' && type !== 'includedir') {
		return undefined;
	}

	const path = trim(rest);
	return path === ''
		? {type: 'wrong', what: `!${type} names nothing`}
		: {type, path};
}

function readGroup(line: string): OptionLine {
	const end = line.indexOf(']');
	return end === -1
		? {type: 'wrong', what: 'the group has no closing bracket'}
		: {
				type: 'group',
				// Space before the name is part of it, space after it is not.
				name: line.slice(1, end).replace(/[ \t\v\f]+$/, ''),
			};
}

function readOption(line: string): OptionLine {
	const text = withoutComment(line);
	const equals = text.indexOf('=');
	return equals === -1
		? {type: 'option', name: trim(text)}
		: {
				type: 'option',
				name: trim(text.slice(0, equals)),
				value: readValue(trim(text.slice(equals + 1))),
				...(/[^="' \t\v\f]$/.test(text) &&
					text.length < line.length && {isCut: true}),
			};
}

/** Removes a `#` that is not in quotes, and everything after it. A quote counts anywhere, a backslash only in quotes. */
function withoutComment(line: string): string {
	let quote = '';
	let isEscaped = false;
	for (const [index, character] of [...line].entries()) {
		if ((character === '"' || character === "'") && !isEscaped) {
			quote = quote === '' ? character : quote === character ? '' : quote;
		}

		if (quote === '' && character === '#') {
			return [...line].slice(0, index).join('');
		}

		isEscaped = quote !== '' && character === '\\' && !isEscaped;
	}

	return line;
}

/** Removes only quotes around the whole value. An unknown escape stays as it is. */
function readValue(text: string): string {
	const inner = /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
	return inner.replaceAll(
		/\\(.)/gsu,
		(all, character: string) => escapes.get(character) ?? all,
	);
}

function trim(text: string): string {
	return text.replaceAll(outerSpace, '');
}
