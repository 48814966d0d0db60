import test from 'ava';
import {parseArguments} from '../../source/options/parse-command-line.js';

const surroundings = {userName: 'ann', localSocket: '/run/mysqld.sock'};

for (const [words, message] of [
	[[], 'attach needs a server that exists'],
	[
		['-h', 'localhost', '42', '--watch', '--kill', 'query', '--yes'],
		'Use --watch or --kill, not both',
	],
	[
		['-h', 'localhost', '42', '--when', 'time>3'],
		'--when is for a kill that nobody is asked about',
	],
	[
		['-h', 'localhost', '42', '--kill', 'query', '--yes', '--when', 'tim>3'],
		'--when: There is no field "tim"',
	],
	[
		[
			'-h',
			'localhost',
			'42',
			'--kill',
			'query',
			'--yes',
			'--expect-digest',
			'xyz',
		],
		'A digest has up to 64 hexadecimal digits',
	],
	[
		['-h', 'localhost', '42', '--yes'],
		'--yes is for a kill that nobody is asked about',
	],
	[['-h', 'localhost', '42', '--filter', 'user=x'], '--filter is for the list'],
	[
		['-h', 'localhost', '42', '--kill', 'query'],
		"It is somebody's connection, and nobody is asked here: add --yes",
	],
	[
		['-h', 'localhost', '42', '43', '--kill', 'query', '--yes'],
		'attach kills one connection at a time',
	],
	[
		['-h', 'localhost', '--kill', 'query', '--yes'],
		'--kill needs the id of a connection',
	],
	[
		['-h', 'localhost', '42', '--kill', 'query', '--yes', '--timeout', '9'],
		'A time is written as 500ms, 10s or 2m',
	],
	[
		[
			'-h',
			'localhost',
			'42',
			'--kill',
			'connection',
			'--yes',
			'--escalate-after',
			'9s',
		],
		'--escalate-after follows --kill query',
	],
	[
		['-h', 'localhost', '--filter', 'name=x'],
		'--filter: There is no field "name"',
	],
	[
		['-h', 'localhost', '42', '--kill', 'query@commit'],
		'attach takes one --kill, query or connection',
	],
	[['-h', 'localhost', '--files', '3'], 'attach takes what names a server'],
	[['-h', 'localhost', '--json', '--plain'], 'Use --json or --plain, not both'],
] as const) {
	test(`attach ${words.join(' ')} is refused`, t => {
		const parsed = parseArguments(
			['attach', ...words, '--no-defaults'],
			surroundings,
		);
		t.is(parsed.type, 'wrong');
		const text = 'message' in parsed ? parsed.message : '';
		t.is(text.slice(0, message.length), message);
	});
}

function optionsOf(...words: readonly string[]): unknown {
	const parsed = parseArguments(
		['attach', '-h', 'localhost', ...words, '--no-defaults'],
		surroundings,
	);
	return 'options' in parsed ? parsed.options : undefined;
}

test('what the screen begins with', t => {
	t.like(optionsOf(), {isWatchOnly: false, filter: {text: '', conditions: []}});
	t.like(optionsOf('42', '--watch', '--log=kills.jsonl'), {
		connectionId: '42',
		isWatchOnly: true,
		log: 'kills.jsonl',
	});
	t.like(optionsOf('--filter', 'time>60'), {
		filter: {
			text: 'time>60',
			conditions: [{field: 'time', operator: '>', value: '60'}],
		},
	});
});

test('what a kill from a script is to be', t => {
	t.like(
		optionsOf(
			'42',
			'--kill=query',
			'--yes',
			'--expect-user=app',
			'--expect-digest=ABCDEF0123',
			'--when',
			'state~lock',
			'--timeout=9s',
			'--escalate-after=2s',
		),
		{
			connectionId: '42',
			kind: 'query',
			expectUser: 'app',
			expectDigest: 'abcdef0123',
			when: {
				text: 'state~lock',
				conditions: [{field: 'state', operator: '~', value: 'lock'}],
			},
			timeout: 9000,
			escalateAfter: 2000,
		},
	);
});
