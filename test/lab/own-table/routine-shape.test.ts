import test from 'ava';
import {
	createRoutineStatement,
	judgeRoutine,
	routineMark,
} from '../../../source/lab/own-table/routine-shape.js';

const place = {
	schema: 'lab',
	routine: {name: 'ChangeRows', body: 'BEGIN\n\tSELECT 1;\nEND'},
};

/** What both servers show of the lab's own [measured]. */
const shown = `CREATE DEFINER=\`root\`@\`localhost\` PROCEDURE \`ChangeRows\`()
    MODIFIES SQL DATA
    SQL SECURITY INVOKER
    COMMENT '${routineMark}'
BEGIN
	SELECT 1;
END`;

test('the statement has schema, mark and body', t => {
	t.is(
		createRoutineStatement(place),
		shown
			.replace('DEFINER=`root`@`localhost` ', '')
			.replace('`ChangeRows`', '`lab`.`ChangeRows`'),
	);
});

for (const [what, text] of [
	['as it is', shown],
	['of another account', shown.replace('`root`', '`a ``b`` PROCEDURE`')],
	['of a role', shown.replace('@`localhost`', '')],
	['in the quotes of ANSI', shown.replaceAll('`', '"')],
	['without quotes', shown.replaceAll('`', '')],
	['of an account with any host', shown.replaceAll('`localhost`', '`%`')],
	['with the name in another case', shown.replace('ChangeRows', 'changerows')],
] as const) {
	test(`it is the lab's: ${what}`, t => {
		t.deepEqual(judgeRoutine(text, place), {type: 'ours'});
	});
}

const another = "its comment is not the lab's";
const changed =
	'its parameters, its characteristics or its body are not the ones that the lab creates';

for (const [what, text, why] of [
	['another comment', shown.replace('Made by', 'Written by'), another],
	['more after the mark', shown.replace(")'", "), and by us'"), another],
	[
		'the mark in the body alone',
		shown
			.replace(`COMMENT '${routineMark}'\n`, '')
			.replace('SELECT 1', `SELECT '${routineMark}'`),
		another,
	],
	['another body', shown.replace('SELECT 1', 'SELECT 2'), changed],
	['more after the body', `${shown};`, changed],
	['a parameter', shown.replace('()', '(IN a INT)'), changed],
	['other rights', shown.replace('INVOKER', 'DEFINER'), changed],
	[
		'another name',
		shown.replace('ChangeRows', 'Change'),
		'its text is not understood',
	],
	[
		'a function',
		shown.replace('PROCEDURE', 'FUNCTION'),
		'its text is not understood',
	],
	['an empty text', '', 'its text is not understood'],
	['a hidden text', undefined, "this account can't read its body"],
] as const) {
	test(`it is not proven to be the lab's: ${what}`, t => {
		t.deepEqual(judgeRoutine(text, place), {type: 'theirs', why});
	});
}
