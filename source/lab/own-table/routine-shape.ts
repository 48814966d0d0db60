/*
What proves that a procedure is the lab's: its complete text as the server stores it, with the mark in its comment.
*/
import {quotedRoutine, type RoutinePlace} from './table-design.js';

/** 128 random bits: nobody writes this by chance. */
const seal = '5b0e97c1d4f24a83b6c2a9e8f1d07c35';

/** The complete comment of a procedure of the lab: `information_schema.ROUTINES` has it as ROUTINE_COMMENT. */
export const routineMark = `Made by kill-lab, which may drop it (${seal})`;

/** What stands between its name and its body, as SHOW CREATE PROCEDURE has it [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. It has no more rights than the account that calls it. */
const characteristics = `()
    MODIFIES SQL DATA
    SQL SECURITY INVOKER
    COMMENT '${routineMark}'
`;

/** The statement that creates the lab's procedure. Pure. */
export function createRoutineStatement(place: RoutinePlace): string {
	return `CREATE PROCEDURE ${quotedRoutine(place)}${characteristics}${place.routine.body}`;
}

/** What a procedure's text says about whose it is. */
export type RoutineShape =
	| {readonly type: 'ours'}
	| {
			readonly type: 'theirs';
			/** Why not, as a clause. */
			readonly why: string;
	  };

/** A name; one that needs no quotes has none if `sql_quote_show_create` is off. */
const name = /`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\w%$]+/.source;

/** CREATE, who made it, PROCEDURE, its name. */
const head = new RegExp(
	String.raw`^CREATE (?:DEFINER=(?:${name})(?:@(?:${name}))? )?PROCEDURE (${name})`,
	's',
);

/**
Evaluates the answer of SHOW CREATE PROCEDURE. Pure.

@param text - `undefined`: the account may not see it.
*/
export function judgeRoutine(
	text: string | undefined,
	{routine}: Pick<RoutinePlace, 'routine'>,
): RoutineShape {
	if (text === undefined) {
		return theirs("this account can't read its body");
	}

	const [whole, shown = ''] = head.exec(text) ?? [''];
	const rest = text.slice(whole.length);
	if (
		shown.replaceAll(/[`"]/g, '').toLowerCase() !== routine.name.toLowerCase()
	) {
		return theirs('its text is not understood');
	}

	if (rest === characteristics + routine.body) {
		return {type: 'ours'};
	}

	return theirs(
		rest.includes(`COMMENT '${routineMark}'\n`)
			? 'its parameters, its characteristics or its body are not the ones that the lab creates'
			: "its comment is not the lab's",
	);
}

function theirs(why: string): RoutineShape {
	return {type: 'theirs', why};
}
