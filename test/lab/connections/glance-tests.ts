import test, {type ExecutionContext} from 'ava';
import {
	createGlances,
	type Glances,
} from '../../../source/lab/connections/glance.js';
import {
	createObserver,
	type Awaited,
} from '../../../source/lab/connections/observer.js';
import {openObserver} from '../../../source/lab/connections/observer-link.js';
import {findVisibility} from '../../../source/lab/connections/visibility.js';
import {
	type OthersView,
	type Verdict,
} from '../../../source/lab/events/events.js';
import {
	createEventLog,
	type EventLog,
} from '../../../source/lab/history/event-log.js';
import {parseAim} from '../../../source/lab/kills/notation.js';
import {addIndexFacts} from '../../../source/lab/workloads/add-index/facts.js';
import {alterCopyFacts} from '../../../source/lab/workloads/alter-copy/facts.js';
import {countFiles} from '../../../source/lab/workloads/blobs/glance.js';
import {type WorkloadFacts} from '../../../source/lab/workloads/facts/contract.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {updateFacts} from '../../../source/lab/workloads/update/facts.js';
import {readConnectionId} from '../../../source/server/connection-id.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {hangUp} from '../../../source/server/statement.js';
import {type BlobsChange} from '../../helpers/blobs.js';
import {
	megabyte,
	openTestLab,
	serverOf,
	type TestLab,
} from '../../helpers/lab.js';
import {inUpload, slowly, type When} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';

/** Others see so many rows. */
function isSeen(rows: number): When {
	return event =>
		event.type === 'others-view' &&
		event.others.type === 'counted' &&
		event.others.rows === rows;
}

const isHidden: When = event =>
	event.type === 'others-view' && event.others.type === 'hidden';

/** Waits until others see so many rows, if they do not yet. */
async function untilSeen(lab: TestLab, rows: number): Promise<void> {
	const {others} = lab.run();
	if (others?.type !== 'counted' || others.rows !== rows) {
		await lab.when(isSeen(rows));
	}
}

/** Creates the file of a step only once something has happened. */
function hold(lab: TestLab, step: number, until: () => Promise<void>): void {
	void lab.when(
		event => event.type === 'step-started' && event.step === step,
		() => {
			lab.holdFile(until());
		},
	);
}

async function outcomeOf(lab: TestLab): Promise<Verdict['outcome']> {
	const {outcome} = await lab.verdictOf();
	return outcome;
}

/** How many rows others saw, one after the other. On a busy machine a glance may fail in between. */
function seenRows({events}: TestLab): readonly number[] {
	return events
		.flatMap(event =>
			event.type === 'others-view' && event.others.type === 'counted'
				? [event.others.rows]
				: [],
		)
		.filter((rows, index, all) => rows !== all[index - 1]);
}

/** What others see of a run, on a real server. */
export function testGlances(flavour: Flavour, version?: string): void {
	let server: TestServer;
	let schemas = 0;

	test.before(async () => {
		server = await sandboxServer(flavour, {version});
		const root = await server.connect();
		// What the lab's sessions must not take over.
		await root
			.query("SET GLOBAL tx_isolation = 'READ-UNCOMMITTED'")
			.catch(async () =>
				root.query("SET GLOBAL transaction_isolation = 'READ-UNCOMMITTED'"),
			);
		await root.end();
	});

	test.after.always(async () => {
		await server.stop();
	});

	/** Glances at a table with three rows that are not committed, on a clock that stands still. */
	const prepare = async (t: ExecutionContext) => {
		schemas++;
		const table = `glances_${schemas}.rows_`;
		const writer = await server.connect();
		await writer.query(`CREATE DATABASE glances_${schemas}`);
		await writer.query(`CREATE TABLE ${table} (id INT PRIMARY KEY)`);
		await writer.query('START TRANSACTION');
		await writer.query(`INSERT INTO ${table} VALUES (1), (2), (3)`);
		const connection = await openObserver(serverOf(server));
		t.teardown(async () => {
			hangUp(connection);
			await writer.end();
		});
		const clock = {now: 0};
		const views: OthersView[] = [];
		const log: EventLog = createEventLog(() => clock.now);
		log.subscribe(event => {
			if (event.type === 'others-view') {
				views.push(event.others);
			}
		});
		const glances: Glances = createGlances(connection, countFiles(table), log);
		return {table, writer, connection, clock, log, views, glances};
	};

	test.serial('what others see is what is committed', async t => {
		const {writer, glances, views} = await prepare(t);
		await glances.last();
		await writer.query('COMMIT');
		await glances.last();
		t.deepEqual(views, [
			{type: 'counted', rows: 0},
			{type: 'counted', rows: 3},
		]);
	});

	test.serial(
		'a glance comes once a second, and later if it has taken long',
		async t => {
			const {glances, views, clock} = await prepare(t);
			const glanceAt = async (ms: number) => {
				clock.now = ms;
				const before = views.length;
				await glances.next();
				return views.length - before;
			};

			t.is(await glanceAt(0), 1);
			t.is(await glanceAt(999), 0);
			clock.now = 1000;
			const slow = glances.next();
			clock.now = 1100;
			await slow;
			t.is(views.length, 2);
			t.is(await glanceAt(3099), 0);
			t.is(await glanceAt(3100), 1);
		},
	);

	test.serial(
		'a locked table keeps a glance waiting no longer than 100 ms; the second time what others see is not known, until it is read again',
		async t => {
			const {table, writer, glances, views, clock} = await prepare(t);
			await writer.query('COMMIT');
			await writer.query(`LOCK TABLES ${table} WRITE`);
			await glances.next();
			// Once is no news: the server may be busy.
			t.deepEqual(views, []);
			clock.now = 10_000;
			await glances.next();
			await writer.query('UNLOCK TABLES');
			clock.now = 20_000;
			await glances.next();
			t.deepEqual(views, [
				{
					type: 'hidden',
					why: 'the table could not be read within 100 ms, as when somebody has locked it',
				},
				{type: 'counted', rows: 3},
			]);
		},
	);

	test.serial('a dropped table is not known any more', async t => {
		const {table, writer, glances, views} = await prepare(t);
		await writer.query('COMMIT');
		await writer.query(`DROP TABLE ${table}`);
		await glances.next();
		t.is(views.length, 1);
		const [view] = views;
		t.regex(view?.type === 'hidden' ? view.why : '', /doesn't exist/);
	});

	test.serial('a lost connection is left to the observer', async t => {
		const {connection, writer, glances, views} = await prepare(t);
		await writer.query(`KILL ${await readConnectionId(connection)}`);
		await t.throwsAsync(glances.next());
		t.deepEqual(views, []);
	});

	test.serial(
		'nobody glances while a kill waits for what the thread shows',
		async t => {
			const {table, connection, log, views} = await prepare(t);
			let waited: Awaited | undefined = 'phase';
			let asked = 0;
			let askedOften: () => void;
			const often = new Promise<void>(resolve => {
				askedOften = resolve;
			});
			const observer = createObserver({
				connection,
				visibility: await findVisibility(connection, flavour),
				connectionId: await readConnectionId(connection),
				log,
				glance: countFiles(table),
				awaited() {
					asked++;
					if (asked > 10) {
						askedOften();
					}

					return waited;
				},
			});
			const glanced = new Promise<void>(resolve => {
				log.subscribe(({type}) => {
					if (type === 'others-view') {
						resolve();
					}
				});
			});
			const stop = new AbortController();
			const watching = observer.watch(stop.signal);
			await Promise.race([often, glanced]);
			t.deepEqual(views, []);
			waited = undefined;
			await glanced;
			stop.abort();
			await watching;
			t.deepEqual(views, [{type: 'counted', rows: 0}]);
		},
	);

	const open = async (
		t: ExecutionContext,
		change: BlobsChange = {},
		user = 'root',
	) => {
		schemas++;
		const lab = await openTestLab(serverOf(server, {user}), {
			schema: `others_${schemas}`,
			size: megabyte,
			files: 2,
			...change,
		});
		t.teardown(lab.close);
		return lab;
	};

	test.serial('others see 0 rows until COMMIT, and then all', async t => {
		const lab = await open(t);
		hold(lab, 0, async () => untilSeen(lab, 0));
		t.is(await outcomeOf(lab), 'committed whole');
		t.deepEqual(seenRows(lab), [0, 2]);
		t.deepEqual(lab.run().others, {type: 'counted', rows: 2});
		t.true(
			lab.events.findIndex(event => isSeen(2)(event, lab.state())) >
				lab.events.findIndex(
					event =>
						event.type === 'statement-started' && event.role === 'commit',
				),
		);
	});

	test.serial('under autocommit others see each file', async t => {
		const lab = await open(t, {autocommit: true});
		hold(lab, 0, async () => untilSeen(lab, 0));
		hold(lab, 1, async () => untilSeen(lab, 1));
		t.is(await outcomeOf(lab), 'committed whole');
		t.deepEqual(seenRows(lab), [0, 1, 2]);
	});

	test.serial('others see nothing of what is rolled back', async t => {
		const lab = await open(t);
		hold(lab, 0, async () => untilSeen(lab, 0));
		void lab.when(
			event => event.type === 'step-checked' && event.step === 0,
			() => {
				lab.session.kill('connection', lab.now());
			},
		);
		t.is(await outcomeOf(lab), 'rolled back whole');
		t.deepEqual(seenRows(lab), [0]);
	});

	test.serial(
		'while the observer connection is lost, what others see is not known',
		async t => {
			const root = await server.connect();
			t.teardown(async () => root.end());
			const lab = await open(t, {size: 5 * megabyte, ...slowly});
			const uploading = lab.when(inUpload, () => {
				lab.session.togglePause();
			});
			const outcome = outcomeOf(lab);
			await uploading;
			await untilSeen(lab, 0);
			const hidden = lab.when(isHidden);
			// The lab opens control, then the observer, then the run's connection.
			const observer = Number(lab.run().connectionId) - 1;
			await root.query(`KILL CONNECTION ${observer}`);
			await hidden;
			await untilSeen(lab, 0);
			lab.session.togglePause();
			t.is(await outcome, 'committed whole');
			t.deepEqual(lab.run().others, {type: 'counted', rows: 2});
		},
	);

	test.serial('an account with an hourly limit does not glance', async t => {
		const root = await server.connect();
		t.teardown(async () => root.end());
		await root.query('CREATE USER sparing WITH MAX_QUERIES_PER_HOUR 5000');
		await root.query('GRANT ALL ON *.* TO sparing');
		const lab = await open(t, {}, 'sparing');
		t.is(await outcomeOf(lab), 'committed whole');
		t.is(lab.run().others, undefined);
	});

	const openUpdate = async (t: ExecutionContext, word?: string) => {
		schemas++;
		const aim = word === undefined ? undefined : parseAim(word, updateFacts);
		const lab = await openTestLab(
			serverOf(server),
			{schema: `others_${schemas}`},
			aim ? [aim] : [],
			{workload: rowsPlan('update', 100_000)},
		);
		t.teardown(lab.close);
		return lab;
	};

	test.serial('of an UPDATE of many rows others see a sample', async t => {
		const lab = await openUpdate(t);
		t.is(await outcomeOf(lab), 'committed whole');
		t.deepEqual(seenRows(lab), [0, 10]);
		t.deepEqual(lab.run().others, {type: 'counted', rows: 10, of: 10});
	});

	test.serial(
		'an UPDATE that is killed changes nothing for others',
		async t => {
			const lab = await openUpdate(t, 'connection@execute');
			t.is(await outcomeOf(lab), 'rolled back whole');
			t.deepEqual(seenRows(lab), [0]);
			t.deepEqual(lab.run().others, {type: 'counted', rows: 0, of: 10});
		},
	);

	const seeDefinition = async (t: ExecutionContext, facts: WorkloadFacts) => {
		schemas++;
		const lab = await openTestLab(
			serverOf(server),
			{schema: `glances_${schemas}`},
			[],
			{workload: facts.plan({scale: 0.01})},
		);
		t.teardown(lab.close);
		t.is(await outcomeOf(lab), 'committed whole');
		t.deepEqual(seenRows(lab), [0, 1]);
	};

	for (const facts of [alterCopyFacts, addIndexFacts]) {
		test.serial(
			`others see the definition before ${facts.name}, and after it`,
			seeDefinition,
			facts,
		);
	}
}
