import {type Origin} from '../origin.js';

/** An option from a file, with `-` for `_` in its name, in lower case, and without `loose-`. */
export type FileOption = {
	readonly name: string;
	readonly value?: string;
	/** In lower case. */
	readonly group: string;
	readonly file: string;
	/** Counted from 1; absent: it is the login file, whose lines nobody sees. */
	readonly line?: number;
	/** A `#` right behind a character ends the value: it may have been meant. */
	readonly isCut?: true;
};

/** The name of an option in one spelling, whichever the file has. Pure. */
export function plainName(name: string): string {
	return name
		.toLowerCase()
		.replaceAll('_', '-')
		.replace(/^loose-/, '');
}

/** A file that there is, and that the options were looked for in. */
export type OptionFile = {
	readonly file: string;
	/** What says that it is read. */
	readonly origin: Origin;
	/** Why it is not read after all, in words; absent: it is. */
	readonly ignored?: string;
};

/** Some editors begin a file in UTF-8 with it. */
const byteOrderMark = '\uFEFF';

/** What is wrong with a file whose first option, with this name, is in no group: its first line may have been meant to begin one. Pure. */
export function withoutGroup(name: string): string {
	return name.startsWith(byteOrderMark)
		? 'it begins with a byte order mark (U+FEFF), which the mysql client refuses too; save the file without it'
		: 'an option before any [group]';
}

/** A file is not an option file. The message names file and line, but not the contents. */
export class WrongOptionFile extends Error {
	override readonly name = 'WrongOptionFile';

	constructor(file: string, line: number, what: string) {
		super(`${file}, line ${line}: ${what}.`);
	}
}
