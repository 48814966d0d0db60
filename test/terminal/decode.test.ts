import {Buffer} from 'node:buffer';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {
	decode,
	ground,
	question,
	type State,
} from '../../source/terminal/decode.js';

/** The keys and answers that bytes, one per character, lead to, in their order, and the state. */
function read(text: string): {keys: readonly string[]; state: State} {
	let state: State = ground;
	const keys: string[] = [];
	for (const byte of Buffer.from(text, 'latin1')) {
		const step = decode(state, byte);
		({state} = step);
		if (step.isAnswer) {
			keys.push('answer');
		}

		if (step.key) {
			const {key} = step;
			keys.push(Object.values(key).join(' '));
		}
	}

	return {keys, state};
}

const q = 'character q';

/** Each text, its keys, and the reason. Afterwards the state is the one between two keys. */
const texts: ReadonlyArray<
	readonly [text: string, keys: readonly string[], why: string]
> = [
	['\u00C0\u009Bq', [q], 'a byte after the first of two is not a control'],
	[
		'\u00E0\u00A4\u009Bq',
		['character \u091B', q],
		'a byte after the first of three is not a control',
	],
	[
		'\u00E2\u0080\u009Bq',
		['character \u201B', q],
		'a byte after 80 is not a control',
	],
	[
		'\u00F0\u009F\u0098\u009Bq',
		['character \u{1F61B}', q],
		'the last byte of four is not a control',
	],
	['\u0085q', [q], 'a control that begins nothing'],
	['\u00C2\u009B0nq', ['answer', q], 'a control in UTF-8 begins a sequence'],
	['\u009B0nq', ['answer', q], 'a control in a single byte begins a sequence'],
	['\u001B\u00C3\u00A9q', [q], 'Alt with a character beyond ASCII'],
	['\u001B]0;a\u0001qb\u0007q', [q], 'only BEL ends a title'],
	['\u001B]0;a\u0018q', [q], 'a byte that cancels ends a title too'],
	['\u001BPa\u0007q\u001B\\q', [q], 'BEL does not end a device string'],
	['\u001B[1\u0007Aq', [q], 'BEL means nothing in a sequence'],
	['\u001BO@q', [q], '@ ends SS3'],
	['\u001BO1Pq', [q], 'a parameter does not end SS3'],
	['\u001BO\u007Fqq', [q], 'DEL does not end SS3'],
	['\u001B[@q', [q], '@ ends CSI'],
	['\u001B[2$q', [q], 'a dollar ends a key of rxvt'],
	['\u001B[1\u007Fqq', [q], 'DEL means nothing in a sequence'],
	[
		'\u001B[1\u00C3\u00A9q',
		['character \u00E9', q],
		'a character beyond ASCII ends a sequence',
	],
	['\u001B[1\u00A9q', [q], 'a stray byte of such a character ends a sequence'],
	[
		'\u001B[1\u009B0nqq',
		['answer', q],
		'an answer in a sequence, which goes on',
	],
	['\u001B[1\u009D0;q\u0007q', [q], 'a title in a sequence, which has ended'],
	[`\u001B[99:${'1'.repeat(40)};5uq`, [q], 'a sequence that long is not a key'],
	['\u001B[99;5uq', ['control c', q], 'Ctrl-C as kitty sends it'],
	['\u001B[99:67:99;5:1uq', ['control c', q], 'Ctrl-C with its alternates'],
	['\u001B[99;5:3uq', [q], 'Ctrl-C being released'],
	['\u001B[27;5;99~q', ['control c', q], 'Ctrl-C as xterm sends it'],
	['\u001B[199;5uq', [q], 'another key with Ctrl'],
	['\u001B[127;5;99~q', [q], 'another sequence with the same end'],
	['\u001B]0;a\u001B[M q!q', [q], 'a mouse report that has cut a title off'],
	['\u001B]0;a\u001B[Aq\u0007q', [q], 'an arrow in a title, which goes on'],
	['\u001B[Aq', ['arrow up', q], 'an arrow'],
	['\u001B[Bq', ['arrow down', q], 'the other one'],
	['\u001BOA\u001BOBq', ['arrow up', 'arrow down', q], 'in application mode'],
	['\u001BO1Aq', ['arrow up', q], 'with what some terminals put into it'],
	['\u001B[1;5Bq', [q], 'Ctrl with an arrow'],
	['\u001B\u001B[Aq', ['escape', q], 'Alt with an arrow in rxvt'],
	['\u001B[1;\u001B[Bq', [q], 'an arrow in a sequence that is cut off'],
	['\u001B]0;a\u001B\u001B', [], 'ESC twice in a title is not a key'],
	[
		'\u001B]0;\u00E2\u0080\u009Cq\u009Cq',
		[q],
		'a character of a title is not its end, which is one byte',
	],
	[
		'\u001B]0;\u00E2\u0080\u009C\u009Cq',
		[q],
		'the end may follow such a character directly',
	],
	['\u001B]0;\u00C2\u009Cq', [q], 'the end may be two bytes of UTF-8'],
	[
		'\u001B]0;\u0085\u009B0nq\u0007q',
		[q],
		'other controls are text in a title',
	],
	[
		'\u001B[\u001B[\u001B[\u001B[0n0n\u001B[0n0nq',
		['answer', 'answer', 'answer', 'answer', q],
		'answers in each other',
	],
	['\u001B]0;a\u0090b\u0007q\u009Cq', [q], 'another string ends a title'],
];

for (const [text, keys, why] of texts) {
	test(`${JSON.stringify(text)}: ${why}`, t => {
		const told = read(text);
		t.deepEqual(told.keys, keys);
		t.is(isDeepStrictEqual(told.state, ground), keys.length > 0);
	});
}

test('the state says what is being read, and what it has interrupted', t => {
	const csi = (parameters: string) => ({type: 'csi', parameters}) as const;
	const states: ReadonlyArray<readonly [string, unknown]> = [
		['\u001B[0n', ground],
		['\u001B', {type: 'escape', phase: 'fresh'}],
		['\u001B[200~', {type: 'paste', end: '', answer: '', endBefore: ''}],
		['\u001B[', csi('')],
		['\u009B', csi('')],
		['\u001B[1\u001B', {type: 'escape', phase: 'fresh', outer: csi('1')}],
		['\u001B[1\u001B[2', {...csi('2'), outer: csi('1')}],
		['\u001B[1\u001B[0n', csi('1')],
		['\u001B\u001B[0n', {type: 'escape', phase: 'alone'}],
		['\u001B[1\u001B]', {type: 'string', endsWithBell: true, continuations: 0}],
	];
	t.deepEqual<unknown, unknown>(
		states.map(([text]) => read(text).state),
		states.map(([, state]) => state),
	);
});

test('of the interrupted sequences only two are kept', t => {
	const nested = (state: State | undefined): readonly string[] =>
		state
			? [state.type, ...nested('outer' in state ? state.outer : undefined)]
			: [];
	t.deepEqual(nested(read('\u001B[1\u001B[2\u001B').state), [
		'escape',
		'csi',
		'csi',
	]);
	t.deepEqual(nested(read('\u001B[1\u001B[2\u001B[3\u001B[4').state), [
		'csi',
		'csi',
		'csi',
	]);
	t.deepEqual(nested(read('\u001B[1\u009B2\u009B3').state), ['csi', 'csi']);
});

test('the question is the one that every terminal answers', t => {
	t.is(question, '\u001B[5n');
});
