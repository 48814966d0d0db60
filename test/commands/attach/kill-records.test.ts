import test from 'ava';
import stringWidth from 'string-width';
import {
	exitCodeOfKills,
	lastWords,
} from '../../../source/commands/attach/kill-records.js';
import {type AttachEventBody} from '../../../source/lab/attach/attach-event.js';
import {killedVictims} from '../../../source/lab/attach/attach-state.js';
import {
	attachStory,
	lookAt,
	lookAtNothing,
	opened,
} from '../../helpers/attach-story.js';

const attached = [
	...opened,
	{type: 'attached', connectionId: '42'} as const,
	{type: 'looked', look: lookAt(1000)} as const,
];
const sent = {
	type: 'kill-sent',
	kind: 'connection',
	statement: 'KILL CONNECTION 42',
} as const;
const accepted = {type: 'kill-accepted'} as const;
const gone = {type: 'looked', look: lookAtNothing(1200)} as const;
const refused = {
	type: 'kill-refused',
	why: 'KILL CONNECTION 42 was refused (1095): this account may not.',
} as const;

function after(...events: readonly AttachEventBody[]) {
	const {state} = attachStory(...attached, ...events);
	return {server: state.server, victims: killedVictims(state)};
}

test('what stays on the terminal names who it was and where, each kill, and cuts no word', t => {
	const {server, victims} = after(
		{...sent, kind: 'query', statement: 'KILL QUERY 42'},
		accepted,
		sent,
		accepted,
		gone,
	);
	const words = victims.map(victim => lastWords(victim, server, 60)).join('');
	t.is(
		words,
		[
			'app@10.1.4.7:50112 on db.example.com · UPDATE orders SET to…',
			'  KILL QUERY 42: accepted',
			'  KILL CONNECTION 42: proved: the connection is gone. Its',
			'    transaction was rolled back (concluded: open 0.0 ms',
			'    before the KILL, it is gone, and nothing that ran can',
			'    have committed it)',
			'',
		].join('\n'),
	);
	t.true(words.split('\n').every(line => stringWidth(line) <= 60));
});

test('the screen ends with 0, with 4 for a kill that is not proved, and with 1 for one that was refused', t => {
	t.is(exitCodeOfKills(after().victims), 0);
	t.is(exitCodeOfKills(after(sent, accepted, gone).victims), 0);
	t.is(exitCodeOfKills(after(sent, accepted).victims), 4);
	t.is(exitCodeOfKills(after(sent).victims), 4);
	t.is(exitCodeOfKills(after(sent, refused).victims), 1);
});
