import {
	countAnswer,
	hangUp,
	type CountedAnswer,
} from '../../../server/statement.js';
import {type Returned} from '../../events/events.js';
import {readStoredNames} from '../../own-table/stored-names.js';
import {type Stage, type Workload} from '../contract.js';
import {identify} from '../identify.js';
import {onInterrupt} from '../on-interrupt.js';
import {firstValue, type StatementName} from '../statement-runner.js';
import {
	areSame,
	controlRun,
	makeData,
	readClock,
	type Control,
	type Origin,
} from './control-run.js';
import {sqlDemands} from './demands.js';
import {sqlFacts} from './facts.js';
import {inspectStates} from './inspect.js';
import {excerpt, setupOf, statementOf} from './options.js';
import {readStates} from './read-states.js';
import {readSetup} from './setup-file.js';
import {statesTable, writeStates} from './states-table.js';

/** How long a step's name is at most, in characters. */
const nameLength = 24;

/** The user's own statement. */
export const sql: Workload = {
	facts: sqlFacts,
	demands: sqlDemands,
	prepare,
	async act(stage) {
		const {plan, log} = stage;
		const statement = statementOf(plan);
		for (let step = 0; step < plan.steps; step++) {
			if (step > 0) {
				startStep(stage, step);
				log.emit({type: 'step-made', step});
			}

			const progress = await onInterrupt(stage, async () => {
				await identify(stage, step);
				await runCounted(
					stage,
					{role: 'target', name: sqlFacts.target, step},
					statement,
				);
			});
			if (progress === 'commit') {
				return;
			}
		}
	},
	inspect: inspectStates,
};

/**
Runs the statement where nobody kills it, makes its data anew, and writes down what the verdict compares with.

@throws {StatementFailed} when somebody kills the work connection meanwhile; an error in words, when a statement fails without that.
*/
async function prepare(stage: Stage): Promise<void> {
	const {plan, table, log, open} = stage;
	const {schema} = plan;
	startStep(stage, 0);
	const setup = await readSetup(setupOf(plan));
	const looking = await open();
	const own = await readStoredNames(looking, {schema, design: statesTable});
	const origin = {looking, schema, own, setup};
	const clock = await readClock(looking);
	const {states, ...control} = await runApart(stage, origin, clock);
	log.emit({type: 'step-made', step: 0, control});
	await makeData(origin, clock, async (name, text) =>
		runCounted(stage, {role: 'setup', name}, text),
	);
	const [first] = states;
	const before = await readStates(looking, own);
	await writeStates(
		looking,
		table.sql,
		// A setup that makes other data each time leaves nothing to compare with but what it has made.
		first && areSame(first, before) ? states : [before],
		clock,
	);
}

/** The control run, on a connection of its own. */
async function runApart(
	{plan, signal, open, waits}: Stage,
	origin: Origin,
	clock: number,
): Promise<Control> {
	const apart = await open();
	try {
		return await waits.telling(
			'control-run',
			async () => controlRun(origin, {apart, clock, plan, signal}),
			{connection: () => apart},
		);
	} finally {
		// What it still holds, such as a lock, must not keep anybody.
		hangUp(apart);
	}
}

function startStep({plan, log}: Stage, step: number): void {
	log.emit({
		type: 'step-started',
		step,
		name: excerpt(statementOf(plan), nameLength),
		unit: 'rows',
	});
}

/** Runs a statement on the work connection, and counts what it returns. */
async function runCounted(
	{run, connection}: Stage,
	what: StatementName,
	text: string,
): Promise<CountedAnswer> {
	return run(what, async () => countAnswer(connection, text), returnedBy);
}

/** What an answer says that the statement returned. Pure. */
function returnedBy({rows, first, changed}: CountedAnswer): Returned {
	return first === undefined && changed !== undefined
		? {type: 'changes', rows: changed}
		: {...firstValue(first), type: 'rows', rows};
}
