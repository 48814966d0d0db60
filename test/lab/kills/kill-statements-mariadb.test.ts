import test, {type ExecutionContext} from 'ava';
import {
	usualChoice,
	type KillChoice,
} from '../../../source/lab/kills/choose-route.js';
import {type Effect, type KillKind} from '../../../source/lab/events/kill.js';
import {type BlobsChange} from '../../helpers/blobs.js';
import {phaseOfKill} from '../../../source/lab/history/state.js';
import {megabyte, openTestLab, serverOf} from '../../helpers/lab.js';
import {
	inExecution,
	inUpload,
	large,
	slowly,
	untilMet,
	type When,
} from '../../helpers/moments.js';
import {sandboxServer, type TestServer} from '../../helpers/server.js';
import {offerProcedures} from './route-tests.js';

let server: TestServer;
let schemas = 0;

test.before(async () => {
	server = await sandboxServer('mariadb');
	await offerProcedures(server, 'rds', 'root@localhost');
	await offerProcedures(server, 'rdsMariadb', 'root@localhost');
});

test.after.always(async () => {
	await server.stop();
});

/** The row of the second INSERT is being written, as the observer sees it. */
const inWrite: When = (event, {run}) => {
	const statement = run?.statements.at(-1);
	return (
		event.type === 'server-view' &&
		statement?.role === 'target' &&
		statement.step === 1 &&
		statement.reached?.at(-1)?.phase === 'write' &&
		!statement.ended
	);
};

const soft = {...usualChoice, soft: true};
const byQueryId = {...usualChoice, byQueryId: true};
const moments = {
	upload: [inUpload, slowly],
	execute: [inExecution, large('mariadb')],
	// The row write lasts longer than the observer's pause.
	write: [inWrite, {size: 100 * megabyte}],
} as const satisfies Record<string, readonly [When, BlobsChange]>;

type Case = readonly [
	moment: keyof typeof moments,
	choice: KillChoice,
	kind: KillKind,
	sent: RegExp,
	effect: Effect,
];

const cases: readonly Case[] = [
	['upload', soft, 'query', /^KILL SOFT QUERY \d+$/, 'lost'],
	['execute', soft, 'query', /^KILL SOFT QUERY \d+$/, 'interrupted'],
	['write', soft, 'query', /^KILL SOFT QUERY \d+$/, 'too-late'],
	['upload', soft, 'connection', /^KILL SOFT CONNECTION \d+$/, 'disconnected'],
	['execute', soft, 'connection', /^KILL SOFT CONNECTION \d+$/, 'disconnected'],
	['write', soft, 'connection', /^KILL SOFT CONNECTION \d+$/, 'disconnected'],
	// The server has not begun to execute the statement, so it has no number yet.
	['upload', byQueryId, 'query', /^KILL QUERY \d+$/, 'lost'],
	['execute', byQueryId, 'query', /^KILL QUERY ID \d+$/, 'interrupted'],
	['write', byQueryId, 'query', /^KILL QUERY ID \d+$/, 'too-late'],
	[
		'execute',
		{...byQueryId, via: 'rds'},
		'query',
		/^CALL mysql\.rds_kill_query_id\(\d+\)$/,
		'interrupted',
	],
	[
		'execute',
		{...soft, byQueryId: true},
		'query',
		/^KILL SOFT QUERY ID \d+$/,
		'interrupted',
	],
];

async function kill(t: ExecutionContext, [moment, choice, kind]: Case) {
	schemas++;
	const [when, plan] = moments[moment];
	const lab = await openTestLab(
		serverOf(server),
		{schema: `mariadb_kills_${schemas}`, ...plan, files: 2},
		[],
		{killChoice: choice},
	);
	t.teardown(lab.close);
	const isNumbered: When = (_, {run}) =>
		moment === 'upload' || !choice.byQueryId || run?.queryId !== undefined;
	void lab.when(
		(...now) => when(...now) && isNumbered(...now),
		() => {
			lab.session.kill(kind, lab.now());
		},
	);
	return {lab, verdict: await lab.verdictOf()};
}

async function killed(t: ExecutionContext, one: Case): Promise<void> {
	const {0: moment, 3: sent, 4: effect} = one;
	const {lab, verdict} = await untilMet(moment, async () => kill(t, one));

	const {kills} = lab.run();
	t.deepEqual(
		kills.map(kill => phaseOfKill(kill)),
		[moment],
	);
	t.regex(kills[0]?.statement ?? '', sent);
	t.deepEqual(lab.effects(), [effect]);
	t.is(
		verdict.outcome,
		['lost', 'too-late'].includes(effect)
			? 'committed whole'
			: 'rolled back whole',
	);
}

for (const one of cases) {
	const {0: moment, 3: sent, 4: effect} = one;
	test.serial(
		`${sent.source.slice(1, -1)} in ${moment}: ${effect}`,
		async t => {
			await killed(t, one);
		},
	);
}
