import test from 'ava';
import {
	killedVictims,
	provedFrom,
} from '../../../source/lab/attach/attach-state.js';
import {type AttachEventBody} from '../../../source/lab/attach/attach-event.js';
import {judge} from '../../../source/lab/attach/proof.js';
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

test('a transaction that began right before the statement had changed nothing', t => {
	const details = {
		attributes: [],
		before: 'START TRANSACTION',
		session: new Map(),
		untold: [],
	};
	t.is(victimAfter({type: 'detailed', details})?.rowsBefore, 0);
	t.is(
		victimAfter({
			type: 'detailed',
			details: {...details, before: 'UPDATE t SET v = ?'},
		})?.rowsBefore,
		undefined,
	);
});

test('a kill on another route keeps what was refused, and its times are its own', t => {
	const failure = {errno: 1095, message: 'no'};
	const kill = victimAfter(
		sent,
		5,
		{
			type: 'kill-rerouted',
			failure,
			statement: 'CALL mysql.rds_kill(42)',
		},
		3,
		{type: 'kill-accepted'},
	)?.kills.at(-1);
	t.is(kill?.statement, 'CALL mysql.rds_kill(42)');
	t.deepEqual(kill?.refused, {statement: 'KILL CONNECTION 42', failure});
	t.is((kill?.acceptedAt ?? 0) - (kill?.sentAt ?? 0), 3);
});

test('an armed kill is confirmed, sent, let go by a reason, by the person, and by the loss of the server', t => {
	const armed: AttachEventBody = {type: 'armed', kind: 'query'};
	const confirmed: AttachEventBody = {type: 'confirmed', look: lookAt(1600)};
	t.false(victimAfter(armed)?.armed?.isConfirmed);
	t.true(victimAfter(armed, confirmed)?.armed?.isConfirmed);
	// A look that came after it was let go arms nothing.
	t.is(victimAfter(armed, {type: 'let-go'}, confirmed)?.armed, undefined);
	t.is(victimAfter(armed, sent)?.armed, undefined);
	t.is(victimAfter(armed, {type: 'let-go'})?.letGo, undefined);
	const why = victimAfter(armed, {type: 'let-go', why: 'gone.'});
	t.is(why?.armed, undefined);
	t.is(why?.letGo, 'gone.');
	t.is(victimAfter(armed, {type: 'lost', why: 'no route'})?.armed, undefined);
	t.is(
		victimAfter(armed, {type: 'let-go', why: 'gone.'}, armed)?.letGo,
		undefined,
	);
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
	const idle = lookAt(2000, {
		rows: 30,
		connection: {
			command: 'Sleep',
			statement: {text: 'UPDATE t SET v = ?', isRunning: false},
		},
	});
	const next = lookAt(3000, {rows: 45});
	const running: AttachEventBody = {
		type: 'looked',
		look: {...next, thread: {...next.thread, statementNumber: '8'}},
	};
	t.is(victimAfter({type: 'looked', look: idle})?.rowsBefore, undefined);
	t.is(victimAfter({type: 'looked', look: idle}, running)?.rowsBefore, 30);
	t.is(
		victimAfter({type: 'looked', look: idle}, running, running)?.rowsBefore,
		30,
	);
	// Nobody has seen the end of the one before.
	t.is(victimAfter(running)?.rowsBefore, undefined);
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
