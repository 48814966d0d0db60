import test from 'ava';
import {
	attachKillDocument,
	provedKill,
} from '../../source/output/attach-kill.js';
import {
	attachStory,
	lookAt,
	lookAtNothing,
	opened,
} from '../helpers/attach-story.js';

test('times are to a microsecond, and count from the last kill that was not refused', t => {
	const {state} = attachStory(
		...opened,
		{type: 'attached', connectionId: '42'},
		{type: 'looked', look: lookAt(1000)},
		0.123_456_789,
		{type: 'kill-sent', kind: 'connection', statement: 'KILL CONNECTION 42'},
		0.415_926_535,
		{type: 'kill-accepted'},
		{type: 'looked', look: lookAt(1001, {state: 'ROLLING BACK'})},
		100,
		{type: 'kill-sent', kind: 'connection', statement: 'KILL CONNECTION 42'},
		{type: 'kill-refused', why: 'KILL CONNECTION 42 was refused (1094): no.'},
		{type: 'looked', look: lookAtNothing(1200)},
	);
	const {server, victim} = state;
	const proved = victim && provedKill(victim);
	const document =
		server && proved && attachKillDocument(server, proved, String);
	t.deepEqual(
		document?.kills.map(({answeredAfter}) => answeredAfter),
		[0.416, undefined],
	);
	t.deepEqual(document?.seen, {
		statementEnded: 199.877,
		rollback: 0.877,
		threadGone: 199.877,
		transactionGone: 199.877,
	});
});
