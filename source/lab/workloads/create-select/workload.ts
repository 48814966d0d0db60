import {readShape} from '../../own-table/find-table.js';
import {notProved, NotTheLabs} from '../../own-table/not-the-labs.js';
import {quotedTable} from '../../own-table/table-design.js';
import {createStatement} from '../../own-table/table-shape.js';
import {inspectAltered} from '../alter/inspect.js';
import {type Workload} from '../contract.js';
import {rowsDemands} from '../rows/demands.js';
import {fillRows} from '../rows/fill.js';
import {rowColumns} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {createSelectFacts} from './facts.js';
import {selectedRows, sourceRows} from './table.js';

/** One CREATE TABLE ... SELECT of the lab's table. */
export const createSelect: Workload = {
	facts: createSelectFacts,
	demands: rowsDemands({
		table: sourceRows,
		// Without it nobody can tell whether the made table has somebody's trigger, and it is not dropped.
		privileges: ['TRIGGER'],
		does: 'makes another one of its rows, drops that,',
		logged: 1,
		disk: 1,
	}),
	prepare: fillRows,
	async act(stage) {
		const {plan, table} = stage;
		const made = {schema: plan.schema, design: selectedRows};
		await runTarget(
			stage,
			`${createStatement(made, {isSchemaOurs: false})} SELECT ${rowColumns} FROM ${table.sql}`,
		);
	},
	async inspect(connection, scene) {
		const made = {schema: scene.run.plan.schema, design: selectedRows};
		const shape = await readShape(connection, made);
		if (shape.type === 'theirs') {
			throw new NotTheLabs(notProved(made, shape.why));
		}

		const isMade = shape.type === 'ours';
		return inspectAltered(
			connection,
			// Where it is, every row of it; else every row that it was to have.
			isMade ? {...scene, table: quotedTable(made)} : scene,
			{
				design: sourceRows,
				what: 'the new table',
				readIsAltered: async () => isMade,
			},
		);
	},
};
