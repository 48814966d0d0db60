import test from 'ava';
import {toCopy} from '../../source/output/attach-report.js';
import {
	attachStory,
	lookAt,
	lookAtNothing,
	opened,
} from '../helpers/attach-story.js';

const toIso = (at: number) => new Date(at).toISOString();

const attached = [
	...opened,
	{type: 'attached', connectionId: '42'} as const,
	{type: 'looked', look: lookAt(1000)} as const,
];

test('before a kill, the statement that the situation asks for is copied, without a semicolon', t => {
	const {state} = attachStory(...attached);
	t.deepEqual(toCopy(state, toIso), {
		what: 'KILL QUERY 42',
		text: 'KILL QUERY 42',
	});
	const armed = attachStory(...attached, {type: 'armed', kind: 'connection'});
	t.is(toCopy(armed.state, toIso)?.text, 'KILL CONNECTION 42');
	const idle = attachStory(...attached, {
		type: 'looked',
		look: lookAt(1100, {
			connection: {
				command: 'Sleep',
				statement: {text: 'SELECT ?', isRunning: false},
			},
		}),
	});
	t.is(toCopy(idle.state, toIso)?.text, 'KILL CONNECTION 42');
	t.is(toCopy(attachStory(...opened).state, toIso), undefined);
});

test('after a kill, what it did is copied', t => {
	const {state} = attachStory(
		...attached,
		{
			type: 'kill-sent',
			kind: 'connection',
			statement: 'KILL CONNECTION 42',
		},
		0.4,
		{type: 'kill-accepted'},
		{type: 'looked', look: lookAtNothing(1200)},
	);
	t.is(
		toCopy(state, toIso)?.text,
		[
			'MySQL 9.7.4 · db.example.com',
			'connection 42 · app@10.1.4.7:50112 · updating 843 s · transaction 845 s, 2,310,400 rows · UPDATE orders SET total = total * ? WHERE created_at < ?',
			'1970-01-01T00:00:01.000Z KILL CONNECTION 42: accepted after 0.4 ms',
			'proved: the connection is gone. Its transaction was rolled back (concluded: open 0.0 ms before the KILL, it is gone, and nothing that ran can have committed it)',
		].join('\n'),
	);
});
