import {
	engineOf,
	quotedTable,
	type TableDesign,
	type TablePlace,
} from './table-design.js';

/*
What proves that a table is the lab's: its complete comment together with its complete shape, as the server stores them.
*/

/** 128 random bits: nobody writes this by chance. */
const seal = 'a2e045148df2165ef3da304aa4316e4b';

/** Complete comments of the lab's table. Earlier labs took every table whose comment began with "Created by kill-lab" for their own, so these begin differently. */
const marks = {
	table: `Made by kill-lab, which may empty and drop it (${seal})`,
	tableAndSchema: `Made by kill-lab together with its schema; kill-lab may empty and drop this table (${seal})`,
} as const;

/** The complete comment that older labs wrote. */
const olderMark = 'Created by kill-lab: it may be emptied and dropped by it';

/**
The statement that creates the lab's table. It is utf8mb4, because a schema with another character set would turn its strings into binary columns, or refuse them.

@param options.isSchemaOurs - The lab created the schema as well: the table's comment says so.
*/
export function createStatement(
	place: TablePlace,
	{isSchemaOurs}: {readonly isSchemaOurs: boolean},
): string {
	return `CREATE TABLE ${quotedTable(place)} (
		${place.design.columns.join(',\n\t\t')}
	) ENGINE = ${engineOf(place.design)} DEFAULT CHARACTER SET = utf8mb4 COMMENT = '${isSchemaOurs ? marks.tableAndSchema : marks.table}'`;
}

/** What a table's definition says about whose it is. */
export type Shape =
	| {
			readonly type: 'ours';
			/** The lab that created it created its schema as well. */
			readonly isSchemaOurs: boolean;
			/** It has the definition that a run gives to it. */
			readonly isAltered: boolean;
			/** As the server stores it. */
			readonly name: string;
	  }
	| {
			readonly type: 'theirs';
			/** Why not, as a clause. */
			readonly why: string;
			/** It has a lab's comment, from this version or an older one. */
			readonly isMarked: boolean;
			/** The engine, if that is all that is not the lab's: a server may have substituted another one. */
			readonly engine?: string;
	  };

/**
Evaluates the answer of SHOW CREATE TABLE. Pure.

Whatever stands there besides the lab's own columns, its key and settings of the storage (partitions, system versioning, constraints, foreign keys, columns and indexes of somebody) rules it out, and so does anything that is not understood.
*/
export function judgeShape(
	text: string,
	{
		definition,
		altered,
		engine: asked,
	}: Pick<TableDesign, 'definition' | 'altered' | 'engine'>,
): Shape {
	const [, name = '', body = '', tail = ''] =
		/^CREATE TABLE (\S+) \(\n(.*)\n\)(.*)$/s.exec(text) ?? [];
	const {options, rest} = readOptions(tail);
	const comment = options.get('COMMENT');
	if (comment === olderMark) {
		return theirs(
			'its comment is that of an older kill-lab, which proves nothing',
		);
	}

	if (comment !== marks.table && comment !== marks.tableAndSchema) {
		return theirs("its comment is not the lab's", false);
	}

	const lines = body.split(',\n').map(line => plain(line));
	const isAltered = altered !== undefined && isSame(lines, altered.definition);
	if (!isAltered && !isSame(lines, definition)) {
		return theirs(
			'its columns, keys or constraints are not the ones that the lab creates',
		);
	}

	if (rest !== '') {
		return theirs(
			'it has partitions or other features that the lab does not use',
		);
	}

	const engine = options.get('ENGINE') ?? 'unknown';
	const needed = engineOf({...(asked && {engine: asked})});
	return engine === needed
		? {
				type: 'ours',
				isSchemaOurs: comment === marks.tableAndSchema,
				isAltered,
				name: unquoted(name),
			}
		: {...theirs(`its engine is ${engine}, not ${needed}`), engine};
}

/** Whether a table has this definition, and nothing besides. */
function isSame(
	lines: readonly string[],
	definition: readonly string[],
): boolean {
	return (
		lines.length === definition.length &&
		lines.every((line, index) => line === definition[index])
	);
}

function theirs(
	why: string,
	isMarked = true,
): Extract<Shape, {readonly type: 'theirs'}> {
	return {type: 'theirs', why, isMarked};
}

/** One line of the definition, without what differs between servers and their settings. */
function plain(line: string): string {
	return line
		.replaceAll(/[`"]/g, '')
		.replaceAll(/ (?:CHARACTER SET|COLLATE) \w+/g, '')
		.replaceAll(/\b((?:big)?int)\(\d+\)/g, '$1')
		.replaceAll(/\/\*T!.*?\*\//g, '')
		.trim();
}

/** `NAME=value`, as the settings of a table's storage are written. */
const option = /\s*[`"]?([A-Z][A-Z_ ]*)[`"]?=('(?:[^'\\]|''|\\.)*'|[\w.]+)/y;

/** The options after the closing bracket, by name, and the rest from where the options end, such as partitions. */
function readOptions(tail: string): {
	readonly options: ReadonlyMap<string, string>;
	readonly rest: string;
} {
	const text = tail
		.replaceAll(/\/\*!\d*(.*?)\*\//gs, '$1')
		.replaceAll(/\/\*T!.*?\*\//gs, '')
		.trimEnd();
	const options = new Map<string, string>();
	for (let end = 0; end < text.length; end = option.lastIndex) {
		option.lastIndex = end;
		const [, name, value] = option.exec(text) ?? [];
		if (name === undefined || value === undefined) {
			return {options, rest: text.slice(end).trim()};
		}

		options.set(name, value.startsWith("'") ? value.slice(1, -1) : value);
	}

	return {options, rest: ''};
}

function unquoted(name: string): string {
	return name.replaceAll(/[`"]/g, '');
}
