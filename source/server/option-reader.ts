import path from 'node:path';
import {type Origin} from '../origin.js';
import {
	plainName,
	withoutGroup,
	WrongOptionFile,
	type FileOption,
	type OptionFile,
} from './file-option.js';
import {filesIn, readPlainFile} from './option-file-access.js';
import {readOptionLine, type OptionLine} from './option-lines.js';

/** Collects the options of one file after the other. */
export type OptionReader = {
	/** In the order in which they were found. */
	readonly options: readonly FileOption[];
	/** In the order in which they were read, those that are included too. */
	readonly files: readonly OptionFile[];
	/** What was ignored, in words. */
	readonly warnings: readonly string[];
	/** Reads a file, and those that it includes. @returns Whether it exists. @throws {WrongOptionFile} */
	readonly readFile: (
		file: string,
		groups: ReadonlySet<string>,
		origin: Origin,
	) => boolean;
	/** Reads the text of the login file, which includes no others. @throws {WrongOptionFile} */
	readonly readText: (
		text: string,
		file: string,
		groups: ReadonlySet<string>,
	) => void;
	/** Takes a file that was found elsewhere. */
	readonly found: (file: OptionFile) => void;
	readonly warn: (warning: string) => void;
};

type Include = Extract<OptionLine, {readonly path: string}>;

/** Where the reader is: in a file included through `depth` others. */
type Place = {
	readonly file: string;
	readonly depth: number;
	readonly groups: ReadonlySet<string>;
	/** Nobody sees its lines. */
	readonly isLogin?: true;
};

/** How deep files may include each other. */
const deepest = 10;

/** Makes a reader. `home` is what `~` stands for in `!include`. */
export function createOptionReader(home: string): OptionReader {
	const options: FileOption[] = [];
	const files: OptionFile[] = [];
	const warnings: string[] = [];

	function readText(text: string, place: Place): void {
		let group: string | undefined;
		for (const [index, line] of text.split('\n').entries()) {
			const read = readOptionLine(line);
			switch (read?.type) {
				case 'group': {
					group = read.name.toLowerCase();
					break;
				}

				case 'option': {
					addOption(read, group, place, index + 1);
					break;
				}

				case 'include':
				case 'includedir': {
					readIncluded(read, place, index + 1);
					break;
				}

				case 'wrong': {
					throw new WrongOptionFile(place.file, index + 1, read.what);
				}

				case undefined: {
					break;
				}
			}
		}
	}

	function addOption(
		{name, value, isCut}: Extract<OptionLine, {readonly type: 'option'}>,
		group: string | undefined,
		{file, groups, isLogin}: Place,
		line: number,
	): void {
		if (group === undefined) {
			throw new WrongOptionFile(file, line, withoutGroup(name));
		}

		if (groups.has(group)) {
			options.push({
				name: plainName(name),
				...(value !== undefined && {value}),
				group,
				file,
				...(!isLogin && {line}),
				...(isCut && {isCut}),
			});
		}
	}

	function readIncluded(
		{type, path: place}: Include,
		{file, depth, groups}: Place,
		line: number,
	): void {
		if (depth >= deepest) {
			warnings.push(
				`${file}, line ${line}: this include is ignored, because files may not include each other more than ${deepest} levels deep.`,
			);
			return;
		}

		const target = expandHome(place, home);
		const named = type === 'include' ? [target] : filesIn(target);
		if (!named) {
			throw new WrongOptionFile(
				file,
				line,
				`the folder ${target} can't be read`,
			);
		}

		for (const included of named) {
			try {
				readFile(
					{file: included, depth: depth + 1, groups},
					{type: 'file', file, line},
				);
			} catch (error: unknown) {
				if (!(error instanceof WrongOptionFile)) {
					throw error;
				}

				// As in the client [measured]: the including file is still read.
				warnings.push(`${error.message} The rest of this file is ignored.`);
			}
		}
	}

	function readFile(place: Place, origin: Origin): boolean {
		const {file} = place;
		const found = readPlainFile(file);
		if (found === undefined) {
			return false;
		}

		if ('text' in found) {
			files.push({file, origin});
			readText(found.text, place);
			return true;
		}

		const {ignored, mend} = found;
		files.push({file, origin, ignored});
		if (mend !== undefined) {
			warnings.push(
				`${file} is ignored, because ${ignored}. Fix it with ${mend}.`,
			);
		}

		return mend !== undefined;
	}

	return {
		options,
		files,
		warnings,
		readFile: (file, groups, origin) =>
			readFile({file, groups, depth: 0}, origin),
		readText(text, file, groups) {
			readText(text, {file, groups, depth: deepest, isLogin: true});
		},
		found(file) {
			files.push(file);
		},
		warn(warning) {
			warnings.push(warning);
		},
	};
}

/** A path as the client reads it: `~` is the user's home folder. */
export function expandHome(name: string, home: string): string {
	return name.startsWith('~/') ? path.join(home, name.slice(2)) : name;
}
