import {type RowDataPacket} from 'mysql2';
import test from 'ava';
import {parseAim} from '../../../source/lab/kills/notation.js';
import {type Aim} from '../../../source/lab/events/aim.js';
import {phaseOfKill} from '../../../source/lab/history/state.js';
import {type RunPlan} from '../../../source/lab/events/run-plan.js';
import {type WorkloadFacts} from '../../../source/lab/workloads/facts/contract.js';
import {usualOutcome} from '../../../source/lab/workloads/facts/endings.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {openTestLab, serverOf, type TestLab} from '../../helpers/lab.js';
import {untilFired} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';
import {type KillCase, type WorkloadCase} from './workload-case.js';

/** Runs each workload on a real server, kills it in each of its ways, and compares the verdict with a look of its own. */
export function workloadTests(
	flavour: Flavour,
	cases: readonly WorkloadCase[],
): void {
	let server: TestServer;
	test.before(async () => {
		// MySQL's default is 2, with which no INSERT waits for the AUTO-INC lock.
		server = await sandboxServer(flavour, {
			serverOptions: ['--innodb-autoinc-lock-mode=1'],
		});
	});
	test.after.always(async () => {
		await server.stop();
	});

	/** The first column of the first row, or the number of rows. */
	const ask = async (sql: string): Promise<{number: number; rows: number}> => {
		const connection = await server.connect();
		try {
			const [rows] = await connection.query<RowDataPacket[]>(sql);
			return {
				number: Number(Object.values(rows[0] ?? {})[0]),
				rows: rows.length,
			};
		} finally {
			await connection.end();
		}
	};

	const open = async (
		{facts, given = facts.brief}: WorkloadCase,
		change: Partial<RunPlan> = {},
		aims: readonly Aim[] = [],
	): Promise<TestLab> =>
		openTestLab(serverOf(server), {schema: schemaOf(facts), ...change}, aims, {
			workload: facts.plan(given),
		});

	/** A second run needs a table that the first has used: once is enough for each table. */
	const usedTables = new Set<string>();

	for (const tried of cases) {
		const {facts, counts, whole, leaves = 0, kills} = tried;
		const schema = schemaOf(facts);
		if ((tried.flavour ?? flavour) !== flavour) {
			test.serial(`${facts.name}: refused before anything is made`, async t => {
				await t.throwsAsync(open(tried), {
					name: 'Refusal',
					message: /^[^\n]+: not available; needed: [^\n]+$/,
				});
				const schemas = await ask(`SHOW DATABASES LIKE '${schema}'`);
				t.is(schemas.rows, 0);
			});
			continue;
		}

		const isFirst = !usedTables.has(facts.tableName);
		usedTables.add(facts.tableName);

		test.serial(
			`${facts.name}: without a kill it is whole${isFirst ? ', again too,' : ''} and leaves nothing`,
			async t => {
				const lab = await open(tried);
				for (let run = 0; run < (isFirst ? 2 : 1); run++) {
					const {outcome} = await lab.verdictOf();
					const {number: counted} = await ask(counts(schema));
					t.deepEqual(
						{outcome, counted},
						{outcome: usualOutcome(facts), counted: whole},
					);
				}

				await lab.close();
				const tables = await ask(`SHOW TABLES FROM ${schema}`);
				t.is(tables.rows, leaves);
				const procedures = await ask(
					`SHOW PROCEDURE STATUS WHERE Db = '${schema}'`,
				);
				t.is(procedures.rows, 0);
			},
		);

		for (const killed of kills.filter(
			kill => (kill.flavour ?? flavour) === flavour,
		)) {
			test.serial(titleOf(facts, killed), async t => {
				const {kill, change, orElse = []} = killed;
				const aim = aimOf(kill, facts);
				const lab = await open(tried, change, [aim]);
				t.teardown(lab.close);
				const verdict = await untilFired(lab);
				const [sent] = lab.run().kills;
				const effects = lab.effects();
				const met =
					orElse.find(
						other =>
							other.effect === effects[0] && other.outcome === verdict.outcome,
					) ?? killed;
				const {
					phases = [aim.moment.phase],
					effect,
					outcome,
					left = outcome === 'rolled back whole' ? 0 : whole,
				} = met;
				t.true(sent && phases.includes(phaseOfKill(sent)));
				t.deepEqual(effects, [effect]);
				t.is(verdict.outcome, outcome);
				const {number} = await ask(counts(schema));
				t.true(
					typeof left === 'number' ? number === left : left(number),
					`an independent look counts ${number}`,
				);
			});
		}
	}
}

function schemaOf({name}: WorkloadFacts): string {
	return `lab_${name.replaceAll('-', '_')}`;
}

/** A kill at a phase. */
function aimOf(
	kill: string,
	facts: WorkloadFacts,
): Aim & {readonly moment: {readonly type: 'phase'}} {
	const {kind, moment} = parseAim(kill, facts) ?? {};
	if (kind === undefined || moment?.type !== 'phase') {
		throw new Error(`${kill} names no phase of ${facts.name}`);
	}

	return {kind, moment};
}

function titleOf(
	{name}: WorkloadFacts,
	{kill, change = {}, effect, outcome}: KillCase,
): string {
	const how = Object.entries(change).map(([key, value]) => `${key} ${value}`);
	return `${name}: ${[kill, ...how].join(', ')}: ${effect}, ${outcome}`;
}
