import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {capital} from '../events/finding.js';
import {type Leftovers} from '../events/leftovers.js';
import {NotTheLabs} from './not-the-labs.js';
import {
	createRoutineStatement,
	judgeRoutine,
	type RoutineShape,
} from './routine-shape.js';
import {
	quotedRoutine,
	routineName,
	type RoutinePlace,
	type TablePlace,
} from './table-design.js';

/** What exists under the name of the lab's procedure. */
export type FoundRoutine = RoutineShape | {readonly type: 'none'};

/** A procedure, and where it is noted that it stays. */
type Kept = {readonly place: RoutinePlace; readonly leftovers: Leftovers};

/** ER_SP_DOES_NOT_EXIST; ER_BAD_DB_ERROR; ER_DBACCESS_DENIED_ERROR and ER_PROCACCESS_DENIED_ERROR: to an account without privileges there it seems not to exist, and CREATE PROCEDURE shows the truth. */
const noRoutine = new Set([1305, 1049, 1044, 1370]);

/** ER_SP_ALREADY_EXISTS. */
const routineExists = 1304;

/** The procedure that belongs to a table of the lab, if one does. Pure. */
export function routineOf({
	schema,
	design: {routine},
}: TablePlace): RoutinePlace | undefined {
	return routine && {schema, routine};
}

/**
Looks, as far as the account can see, and changes nothing. A function of that name is something else to a server.

@throws mysql2's error.
*/
export async function findRoutine(
	connection: Connection,
	place: RoutinePlace,
): Promise<FoundRoutine> {
	try {
		const [row] = await queryPromptly(
			connection,
			`SHOW CREATE PROCEDURE ${quotedRoutine(place)}`,
		);
		const text: unknown = row?.['Create Procedure'];
		return judgeRoutine(typeof text === 'string' ? text : undefined, place);
	} catch (error: unknown) {
		if (noRoutine.has(toFailure(error).errno ?? 0)) {
			return {type: 'none'};
		}

		throw error;
	}
}

/**
Creates the lab's procedure, or takes over one that an earlier lab has left.

@param found - What was found before anything was created.
@throws {Refusal} when one of that name is not proven to be the lab's; mysql2's error.
*/
export async function openRoutine(
	connection: Connection,
	{place, leftovers}: Kept,
	found: FoundRoutine,
): Promise<void> {
	refuseForeign(place, found);
	if (found.type === 'ours') {
		leftovers.set(routineLeft(place, 'stays'));
		return;
	}

	leftovers.set(routineLeft(place, 'may stay'));
	try {
		await queryPromptly(connection, createRoutineStatement(place));
	} catch (error: unknown) {
		if (!isConnectionLost(toFailure(error))) {
			leftovers.remove(identity(place));
		}

		throw toFailure(error).errno === routineExists
			? untouchedRoutine(
					place,
					'somebody has just created it, or this account may not see it',
				)
			: error;
	}

	leftovers.set(routineLeft(place, 'stays'));
	await requireRoutine(connection, place);
}

/**
Drops it, if it is proven to be the lab's. The leftovers get what stays.

@throws mysql2's error.
*/
export async function dropRoutine(
	connection: Connection,
	{place, leftovers}: Kept,
): Promise<void> {
	const found = await findRoutine(connection, place);
	if (found.type === 'none') {
		leftovers.set({...identity(place), state: 'gone'});
		return;
	}

	if (found.type === 'theirs') {
		leftovers.set({...routineLeft(place, 'stays'), why: found.why});
		return;
	}

	leftovers.set(routineLeft(place, 'may stay'));
	try {
		await queryPromptly(connection, `DROP PROCEDURE ${quotedRoutine(place)}`);
	} catch (error: unknown) {
		if (!isConnectionLost(toFailure(error))) {
			leftovers.set(routineLeft(place, 'stays'));
		}

		throw error;
	}

	leftovers.remove(identity(place));
}

/** @throws {Refusal} when it is not proven to be the lab's. */
export function refuseForeign(place: RoutinePlace, found: FoundRoutine): void {
	if (found.type === 'theirs') {
		throw untouchedRoutine(place, found.why);
	}
}

/**
Makes sure that it is there, and the lab's.

@throws {NotTheLabs} when it is not; mysql2's error.
*/
export async function requireRoutine(
	connection: Connection,
	place: RoutinePlace,
): Promise<void> {
	const doubt = await findRoutineDoubt(connection, place);
	if (doubt !== undefined) {
		throw new NotTheLabs(doubt);
	}
}

/**
What speaks against its being the lab's, as a clause.

@throws mysql2's error.
*/
export async function findRoutineDoubt(
	connection: Connection,
	place: RoutinePlace,
): Promise<string | undefined> {
	const found = await findRoutine(connection, place);
	switch (found.type) {
		case 'ours': {
			return undefined;
		}

		case 'none': {
			return `the procedure ${routineName(place)} is no longer there: somebody dropped it`;
		}

		case 'theirs': {
			return `the procedure ${routineName(place)} is not proven to be the lab's: ${found.why}`;
		}
	}
}

function untouchedRoutine(place: RoutinePlace, why: string): Refusal {
	return new Refusal(
		`${capital(`the procedure ${routineName(place)}`)} is not proven to be the lab's, so the lab leaves it alone: ${why}. Name another schema with --database.`,
	);
}

function identity(place: RoutinePlace) {
	return {what: 'procedure', name: routineName(place)} as const;
}

function routineLeft(place: RoutinePlace, state: 'stays' | 'may stay') {
	return {
		...identity(place),
		state,
		statement: `DROP PROCEDURE ${quotedRoutine(place)}`,
	} as const;
}
