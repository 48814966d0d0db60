import test from 'ava';
import {
	killedVictims,
	provedFrom,
} from '../../../source/lab/attach/attach-state.js';
import {type AttachEventBody} from '../../../source/lab/attach/attach-event.js';
import {judge} from '../../../source/lab/attach/proof.js';
import {type VictimLook} from '../../../source/lab/attach/victim.js';
import {
	attachStory,
	lookAt,
	lookAtNothing,
	opened,
} from '../../helpers/attach-story.js';

const attached: readonly AttachEventBody[] = [
	...opened,
	{type: 'attached', connectionId: '42'},
	{type: 'looked', look: lookAt(1000)},
];

const sent: AttachEventBody = {
	type: 'kill-sent',
	kind: 'connection',
	statement: 'KILL CONNECTION 42',
};

const accepted: AttachEventBody = {type: 'kill-accepted'};

const idle = lookAt(2000, {
	rows: 30,
	connection: {
		command: 'Sleep',
		statement: {text: 'UPDATE t SET v = ?', isRunning: false},
	},
});

const next = lookAt(3000, {rows: 45});

/** The statement after the one of the first look. */
const running: AttachEventBody = {
	type: 'looked',
	look: {...next, thread: {...next.thread, statementNumber: '8'}},
};

function victimAfter(...events: ReadonlyArray<AttachEventBody | number>) {
	return attachStory(...attached, ...events).state.victim;
}

test('a kill is compared with the last look before it, and looked at until nothing more is to be seen', t => {
	const again = lookAt(1500, {rows: 7});
	const victim = victimAfter({type: 'looked', look: again}, sent, accepted);
	t.is(victim?.proving?.before, again);
	t.is(victim && provedFrom(victim), again);
	const gone = victimAfter(sent, accepted, {
		type: 'looked',
		look: lookAtNothing(2000),
	});
	t.true(gone?.proving && judge(gone.proving).isReached);
	t.is(gone && provedFrom(gone), undefined);
});

test('a second kill is compared with the same look as the first, as long as that is not proved', t => {
	const victim = victimAfter(
		{...sent, kind: 'query'},
		accepted,
		{type: 'looked', look: lookAt(2000)},
		sent,
		accepted,
	);
	t.is(victim?.kills.length, 2);
	t.is(victim?.proving?.kind, 'connection');
	t.is(victim?.proving?.before.at, 1000);
	t.is(victim?.proving?.looks, 0);
});

test('whoever is attached to again still has its kills, and after a restart nobody does', t => {
	const gone: AttachEventBody = {type: 'looked', look: lookAtNothing(2000)};
	const left = [
		...attached,
		sent,
		accepted,
		{type: 'detached'},
		{type: 'attached', connectionId: '43'},
	] as const satisfies readonly AttachEventBody[];
	const elsewhere = attachStory(...left).state;
	t.deepEqual(elsewhere.victim?.kills, []);
	t.deepEqual(
		killedVictims(elsewhere).map(({connectionId}) => connectionId),
		['42'],
	);
	const back: AttachEventBody = {type: 'attached', connectionId: '42'};
	const {state} = attachStory(...left, back, gone);
	t.is(state.victim?.kills.length, 1);
	t.true(state.victim?.proving && judge(state.victim.proving).isReached);
	t.is(killedVictims(state).length, 1);
	const restarted: AttachEventBody = {type: 'detached', why: 'a restart'};
	const after = attachStory(...left, restarted, back).state;
	t.deepEqual(after.victim?.kills, []);
	t.is(killedVictims(after).length, 1);
});

test('a kill that is refused leaves nothing to prove', t => {
	const victim = victimAfter(sent, {type: 'kill-refused', why: 'no'});
	t.is(victim?.proving, undefined);
	t.is(victim?.kills.at(-1)?.failedWith, 'no');
	t.is(victim?.kills.at(-1)?.acceptedAt, undefined);
});

test('a kill that is refused leaves what was proved of the one before', t => {
	const victim = victimAfter(
		{...sent, kind: 'query'},
		accepted,
		sent,
		{type: 'kill-refused', why: 'no'},
		{type: 'looked', look: lookAt(2000)},
	);
	t.is(victim?.proving?.kind, 'query');
	t.is(victim?.proving?.looks, 1);
});

test('a kill without an answer may have been accepted, if the server is lost', t => {
	t.is(victimAfter(sent)?.proving, undefined);
	const victim = victimAfter(sent, {type: 'lost', why: 'no route'});
	t.is(victim?.proving?.kind, 'connection');
	t.is(victim?.kills.at(-1)?.acceptedAt, undefined);
});

const details = {attributes: [], session: new Map(), untold: [], tables: []};

for (const [before, rows] of [
	['START TRANSACTION', 0],
	['start  transaction read write', 0],
	[' BEGIN', 0],
	['COMMIT', 0],
	['ROLLBACK', 0],
	['UPDATE t SET v = ?', undefined],
	['SAVEPOINT begin', undefined],
] as const) {
	test(`what a transaction had changed before a statement that follows ${before}`, t => {
		t.is(
			victimAfter({type: 'detailed', details: {...details, before}})
				?.rowsBefore,
			rows,
		);
	});
}

test('what a transaction had changed stays unknown without the statement before, and known with it', t => {
	t.is(victimAfter({type: 'detailed', details})?.rowsBefore, undefined);
	t.is(
		victimAfter({type: 'looked', look: idle}, running, {
			type: 'detailed',
			details: {...details, before: 'BEGIN'},
		})?.rowsBefore,
		30,
	);
});

test('a kill on another route keeps what was refused, and its times are its own', t => {
	const failure = {errno: 1095, message: 'no'};
	const victim = victimAfter(
		sent,
		5,
		{
			type: 'kill-rerouted',
			failure,
			statement: 'CALL mysql.rds_kill(42)',
		},
		3,
		{type: 'kill-accepted'},
	);
	const kill = victim?.kills.at(-1);
	t.is(kill?.statement, 'CALL mysql.rds_kill(42)');
	t.deepEqual(kill?.refused, {statement: 'KILL CONNECTION 42', failure});
	t.is((kill?.acceptedAt ?? 0) - (kill?.sentAt ?? 0), 3);
	t.is(victim?.proving?.sentAt, kill?.sentAt);
});

test('an armed kill is confirmed, sent, let go by a reason, by the person, and by the loss of the server', t => {
	const armed: AttachEventBody = {type: 'armed', kind: 'query'};
	const confirmed: AttachEventBody = {type: 'confirmed', look: lookAt(1600)};
	t.false(victimAfter(armed)?.armed?.isConfirmed);
	t.true(victimAfter(armed, confirmed)?.armed?.isConfirmed);
	// A look that came after it was let go arms nothing.
	t.is(victimAfter(armed, {type: 'let-go'}, confirmed)?.armed, undefined);
	t.is(victimAfter(armed, sent)?.armed, undefined);
	t.deepEqual(victimAfter(armed, {type: 'let-go'}), victimAfter());
	const why = victimAfter(armed, {type: 'let-go', why: 'gone.'});
	t.is(why?.armed, undefined);
	t.is(why?.letGo, 'gone.');
	t.is(victimAfter(armed, {type: 'lost', why: 'no route'})?.armed, undefined);
	t.is(
		victimAfter(armed, {type: 'let-go', why: 'gone.'}, armed)?.letGo,
		undefined,
	);
});

test('a server that can be used is known with its route, and whether it is only watched', t => {
	const [begin] = opened;
	t.like(attachStory(...opened).state, {
		server: {address: 'db.example.com'},
		route: begin?.type === 'opened' ? begin.route : undefined,
		isWatchOnly: false,
	});
});

test('of one that was just chosen nothing is known, and then who it was at first', t => {
	const chosen: AttachEventBody = {type: 'attached', connectionId: '42'};
	t.deepEqual(attachStory(...opened, chosen).state.victim, {
		connectionId: '42',
		samples: [],
		kills: [],
	});
	const looked = (look: VictimLook): AttachEventBody => ({
		type: 'looked',
		look,
	});
	const first = lookAt(1000, {rows: 1});
	const last = lookAt(2000, {rows: 2});
	t.deepEqual(
		attachStory(
			...opened,
			chosen,
			looked(lookAtNothing(500)),
			looked(first),
			looked(last),
		).state.victim,
		{
			connectionId: '42',
			first,
			last,
			samples: [
				{at: 1000, rows: 1},
				{at: 2000, rows: 2},
			],
			kills: [],
		},
	);
});

test('of two kills only the last one is answered', t => {
	const kills = victimAfter(
		{...sent, kind: 'query', statement: 'KILL QUERY 42'},
		accepted,
		500,
		{...sent, keyAt: 1490},
		10,
		accepted,
	)?.kills;
	t.deepEqual(kills, [
		{
			kind: 'query',
			statement: 'KILL QUERY 42',
			sentAt: 1000,
			acceptedAt: 1000,
		},
		{
			kind: 'connection',
			statement: 'KILL CONNECTION 42',
			sentAt: 1500,
			keyAt: 1490,
			acceptedAt: 1510,
		},
	]);
});

test('a kill of one that nobody has seen proves nothing', t => {
	const chosen: AttachEventBody = {type: 'attached', connectionId: '42'};
	const gone: AttachEventBody = {type: 'looked', look: lookAtNothing(1000)};
	for (const before of [[chosen], [chosen, gone]]) {
		const {victim} = attachStory(...opened, ...before, sent, accepted).state;
		t.is(victim?.kills.length, 1);
		t.is(victim?.proving, undefined);
	}
});

test('who waits for it is kept when a kill is accepted', t => {
	t.is(victimAfter(sent)?.around, undefined);
	t.deepEqual(victimAfter(sent, accepted)?.around?.waiters, ['43', '50']);
	const unlisted = attachStory(
		{type: 'attached', connectionId: '42'},
		{type: 'looked', look: lookAt(1000)},
		sent,
		accepted,
	).state;
	t.deepEqual(unlisted.victim?.around?.waiters, []);
});

test('what comes after the proof changes nothing of it', t => {
	const gone: AttachEventBody = {type: 'looked', look: lookAtNothing(2000)};
	t.deepEqual(
		victimAfter(sent, accepted, gone, {type: 'looked', look: lookAt(3000)})
			?.proving,
		victimAfter(sent, accepted, gone)?.proving,
	);
});

test('the newest 400 samples are kept', t => {
	const samples = victimAfter(
		...Array.from({length: 401}, (_, rows): AttachEventBody => ({
			type: 'looked',
			look: lookAt(2000 + rows, {rows}),
		})),
	)?.samples;
	t.is(samples?.length, 400);
	t.is(samples?.at(0)?.rows, 1);
	t.is(samples?.at(-1)?.rows, 400);
});

test('the rows of a transaction are sampled until another one begins', t => {
	const looks = [1, 2, 3].map((rows): AttachEventBody => ({
		type: 'looked',
		look: lookAt(1000 * (1 + rows), {rows}),
	}));
	t.deepEqual(
		victimAfter(...looks)?.samples.map(({rows}) => rows),
		[2_310_400, 1, 2, 3],
	);
	const look = lookAt(9000, {rows: 9});
	const {transaction} = look;
	t.deepEqual(
		victimAfter(...looks, {
			type: 'looked',
			look: {
				...look,
				...(transaction && {
					transaction: {...transaction, transactionId: '1561'},
				}),
			},
		})?.samples,
		[{at: 9000, rows: 9}],
	);
	t.deepEqual(
		victimAfter(...looks, {type: 'looked', look: lookAtNothing(9000)})?.samples,
		[],
	);
});

test('what a transaction had before a statement is known from a look between two statements', t => {
	t.is(victimAfter({type: 'looked', look: idle})?.rowsBefore, undefined);
	t.is(victimAfter({type: 'looked', look: idle}, running)?.rowsBefore, 30);
	t.is(
		victimAfter({type: 'looked', look: idle}, running, running)?.rowsBefore,
		30,
	);
	const {transaction, ...without} = idle;
	t.is(victimAfter({type: 'looked', look: without}, running)?.rowsBefore, 0);
	// Nobody has seen the end of the one before.
	t.is(victimAfter(running)?.rowsBefore, undefined);
	t.is(
		victimAfter({type: 'looked', look: lookAtNothing(2000)}, running)
			?.rowsBefore,
		undefined,
	);
});

test('nobody is watched after a restart, and why is kept until another is chosen', t => {
	const {state} = attachStory(
		...attached,
		{type: 'lost', why: 'gone'},
		{type: 'detached', why: 'It was restarted.'},
		{type: 'back'},
	);
	t.is(state.victim, undefined);
	t.is(state.lost, undefined);
	t.is(state.detached, 'It was restarted.');
	t.is(
		attachStory(
			...attached,
			{type: 'detached', why: 'It was restarted.'},
			{type: 'attached', connectionId: '43'},
		).state.detached,
		undefined,
	);
});
