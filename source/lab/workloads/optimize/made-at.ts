import {type Connection} from 'mysql2';
import {literal} from '../../../server/literal.js';
import {readMadeAt} from '../../own-table/find-table.js';
import {type RunState} from '../../history/state.js';
import {type TableDesign} from '../../own-table/table-design.js';
import {type Stage} from '../contract.js';
import {firstValue, runSql} from '../statement-runner.js';

/** What the statement is called that reads when the table was created. */
const looking = 'SHOW TABLE STATUS';

/**
Notes when the table was created, once that second is over: a table that is made anew after that has another time.

@throws {StatementFailed} as `run` does.
*/
export async function noteMadeAt(
	stage: Stage,
	design: TableDesign,
): Promise<void> {
	const {plan, run, connection, signal} = stage;
	let isYoung = true;
	while (isYoung) {
		signal.throwIfAborted();
		const answer = await runSql(
			stage,
			{role: 'setup', name: 'SELECT SLEEP()', step: 0},
			`SELECT CREATE_TIME >= NOW() AS isYoung, SLEEP(IF(CREATE_TIME >= NOW(), 1, 0)) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${literal(plan.schema)} AND TABLE_NAME = ${literal(design.name)}`,
		);
		const {value} = firstValue(Array.isArray(answer) ? answer[0] : undefined);
		isYoung = value === '1';
	}

	await run(
		{role: 'setup', name: looking, step: 0},
		async () => readMadeAt(connection, {schema: plan.schema, design}),
		madeAt => ({
			type: 'rows',
			rows: 1,
			...(madeAt !== undefined && {value: madeAt}),
		}),
	);
}

/**
Whether the table was made anew since that was noted.

@returns Nothing where the server does not say.
@throws mysql2's error, when the connection is lost.
*/
export async function wasMadeAnew(
	connection: Connection,
	{plan, statements}: Pick<RunState, 'plan' | 'statements'>,
	design: TableDesign,
): Promise<boolean | undefined> {
	const target = statements.find(({role}) => role === 'target');
	if (target === undefined) {
		return false;
	}

	const noted = statements.find(({name}) => name === looking)?.ended?.outcome;
	const before =
		noted?.type === 'ok' && noted.returned?.type === 'rows'
			? noted.returned.value
			: undefined;
	const now = await readMadeAt(connection, {schema: plan.schema, design});
	return before === undefined || now === undefined ? undefined : now !== before;
}
