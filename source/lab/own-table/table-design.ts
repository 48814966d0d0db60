import {type Connection} from 'mysql2';
import {quoted} from '../../server/literal.js';

/** Whose rows may be in the lab's table: those of the steps with these hashes, or with `any lab` those of earlier labs as well. */
export type OwnRows = ReadonlySet<string> | 'any lab';

/** The definition that a run gives to the lab's table. */
export type AlteredDesign = {
	/** All of it, as for {@link TableDesign.definition}. */
	readonly definition: readonly string[];
	/** What turns it back into the one before, as ALTER TABLE has it after the table's name. */
	readonly undo: string;
};

/** A storage engine that a table of the lab may have. */
export type Engine = 'InnoDB' | 'MyISAM';

/** A procedure that the lab makes beside its table, without parameters. */
export type RoutineDesign = {
	readonly name: string;
	/** From BEGIN to END, in the characters of ASCII. It names its table without a schema: a procedure looks in its own. */
	readonly body: string;
};

/** A trigger that the lab puts on its table, before the UPDATE of each row. */
export type TriggerDesign = {
	readonly name: string;
	/** From BEGIN to END, in the characters of ASCII, with a seal in it that nobody writes by chance. */
	readonly body: string;
};

/** What a table of the lab is like. */
export type TableDesign = {
	readonly name: string;
	/** Absent: InnoDB. */
	readonly engine?: Engine;
	/** Its columns and keys, for CREATE TABLE. */
	readonly columns: readonly string[];
	/** The same as SHOW CREATE TABLE has them, without quotes, character sets and the width of integers, in which servers differ. */
	readonly definition: readonly string[];
	/** The other definition that it may have, because a run changes it; absent: it stays as it is. */
	readonly altered?: AlteredDesign;
	/** The procedure that comes and goes with it; absent: there is none. */
	readonly routine?: RoutineDesign;
	/** The trigger that it has in every run; absent: there is none. */
	readonly trigger?: TriggerDesign;
	/** The table that a run makes beside it; it is dropped before the next run, and with this one. Absent: none. */
	readonly makes?: TableDesign;
	/**
	Looks for a row that the lab has not written, and names it.

	@param sql - The table, quoted.
	@param options.isWaiting - Waits for transactions that have uncommitted rows there.
	@returns A clause that names the first one; absent: all rows are the lab's.
	@throws mysql2's error.
	*/
	readonly findStranger: (
		connection: Connection,
		sql: string,
		own: OwnRows,
		options: {readonly isWaiting: boolean},
	) => Promise<string | undefined>;
};

/** The engine of most tables of the lab: it has transactions. */
export const usualEngine: Engine = 'InnoDB';

/** The storage engine that a table of the lab has. Pure. */
export function engineOf({
	engine = usualEngine,
}: Pick<TableDesign, 'engine'>): Engine {
	return engine;
}

/** Where a table of the lab is. */
export type TablePlace = {
	/** As the user spells it. */
	readonly schema: string;
	readonly design: TableDesign;
};

/** Where the table is that a run makes beside the lab's, if one does. Pure. */
export function madeBeside({
	schema,
	design: {makes},
}: TablePlace): TablePlace | undefined {
	return makes && {schema, design: makes};
}

/** Where a procedure of the lab is. */
export type RoutinePlace = {
	/** As the user spells it. */
	readonly schema: string;
	readonly routine: RoutineDesign;
};

/** Schema and procedure as a person writes them. Pure. */
export function routineName({schema, routine}: RoutinePlace): string {
	return `${schema}.${routine.name}`;
}

/** Schema and procedure, quoted: it is checked, called and dropped by this name. Pure. */
export function quotedRoutine({schema, routine}: RoutinePlace): string {
	return `${quoted(schema)}.${quoted(routine.name)}`;
}

/** Schema and table as a person writes them. Pure. */
export function placeName({schema, design}: TablePlace): string {
	return `${schema}.${design.name}`;
}

/** Schema and table, quoted: the table is checked, emptied and dropped by this name, so that it is always the same one. Pure. */
export function quotedTable({schema, design}: TablePlace): string {
	return `${quoted(schema)}.${quoted(design.name)}`;
}
