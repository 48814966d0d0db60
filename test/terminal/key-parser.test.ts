import {Buffer} from 'node:buffer';
import test from 'ava';
import {longestPaste} from '../../source/terminal/collect-paste.js';
import {type Key} from '../../source/terminal/key.js';
import {
	altDelay,
	createKeyParser,
	escapeDelay,
	longestBurst,
	sequenceDelay,
} from '../../source/terminal/key-parser.js';

const escape: Key = {type: 'escape'};
const up: Key = {type: 'arrow', direction: 'up'};
const down: Key = {type: 'arrow', direction: 'down'};
const left: Key = {type: 'arrow', direction: 'left'};
const right: Key = {type: 'arrow', direction: 'right'};

function character(text: string): Key {
	return {type: 'character', character: text};
}

function paste(text: string): Key {
	return {type: 'paste', text};
}

function alt(text: string): Key {
	return {type: 'alt', character: text};
}

function control(text: string): Key {
	return {type: 'control', character: text};
}

/** Sends packets one after the other without waiting, and lets all waits pass at the end. */
function parse(packets: readonly Uint8Array[]): readonly Key[] {
	const parser = createKeyParser();
	const keys = packets.flatMap(packet => parser.push(packet));
	while (parser.waiting()) {
		keys.push(...parser.expire());
	}

	return keys;
}

function bytes(text: string): Uint8Array {
	return Buffer.from(text);
}

/** Every way to cut the bytes into two packets, into three, and into single bytes. */
function splits(whole: Uint8Array): ReadonlyArray<readonly Uint8Array[]> {
	const cuts = Array.from({length: whole.length + 1}, (_, index) => index);
	return [
		...cuts.flatMap(first =>
			cuts
				.filter(second => second >= first)
				.map(second => [
					whole.subarray(0, first),
					whole.subarray(first, second),
					whole.subarray(second),
				]),
		),
		[...whole].map(byte => Uint8Array.of(byte)),
	];
}

function show(packets: readonly Uint8Array[]): string {
	return packets.map(packet => Buffer.from(packet).toString('hex')).join(' ');
}

const keyCases: ReadonlyArray<
	readonly [string, string | Uint8Array, readonly Key[]]
> = [
	['a character', 'c', [character('c')]],
	['a capital', 'C', [character('C')]],
	['a space', ' ', [character(' ')]],
	['two keys in one packet', 'qc', [character('q'), character('c')]],
	['a key and Ctrl-C', 'q\u0003', [character('q'), control('c')]],
	['Ctrl-Z', '\u001A', [control('z')]],
	['Enter', '\r', [control('m')]],
	['Backspace', '\u007F', [control('?')]],
	['Escape', '\u001B', [escape]],
	['Escape twice', '\u001B\u001B', [escape, escape]],
	['Alt-c', '\u001Bc', [alt('c')]],
	['Alt-q, then q', '\u001Bqq', [alt('q'), character('q')]],
	['Alt-space', '\u001B ', [alt(' ')]],
	['Alt-~', '\u001B~', [alt('~')]],
	['Alt-Backspace', '\u001B\u007F', []],
	['Alt with an accented character, then q', '\u001B\u00DBq', [character('q')]],
	['Alt-Enter', '\u001B\r', []],
	['Escape and Ctrl-C', '\u001B\u0003', [control('c')]],
	['an arrow', '\u001B[A', [up]],
	['an arrow down', '\u001B[B', [down]],
	['an arrow to the right', '\u001B[C', [right]],
	['an arrow to the left in application mode', '\u001BOD', [left]],
	['an arrow, then c', '\u001B[Ac', [up, character('c')]],
	['an arrow in application mode', '\u001BOA', [up]],
	['an arrow down in application mode', '\u001BOB', [down]],
	['F1', '\u001BOP', []],
	['Alt with an arrow', '\u001B[1;3A', []],
	['Shift with an arrow in rxvt', '\u001B[a', []],
	['F3 of the Linux console', '\u001B[[C', []],
	['F3 of the Linux console, then c', '\u001B[[Cc', [character('c')]],
	['Delete', '\u001B[3~', [{type: 'delete'}]],
	['Home', '\u001B[H', [{type: 'home'}]],
	['Home in application mode', '\u001BOH', [{type: 'home'}]],
	['Home of the Linux console', '\u001B[1~', [{type: 'home'}]],
	['Home of rxvt', '\u001B[7~', [{type: 'home'}]],
	['End', '\u001B[F', [{type: 'end'}]],
	['End in application mode', '\u001BOF', [{type: 'end'}]],
	['End of the Linux console', '\u001B[4~', [{type: 'end'}]],
	['End of rxvt', '\u001B[8~', [{type: 'end'}]],
	['Page Up', '\u001B[5~', [{type: 'page-up'}]],
	['Page Down', '\u001B[6~', [{type: 'page-down'}]],
	['Page Up with Shift', '\u001B[5;2~', []],
	['Ctrl with Home', '\u001B[1;5H', []],
	['Shift with Delete', '\u001B[3;2~', []],
	['what the terminal is', '\u001B[?1;2c', []],
	['what the terminal is, then q', '\u001B[?1;2cq', [character('q')]],
	['what the terminal is in detail', '\u001B[>0;276;0c', []],
	['where the cursor is', '\u001B[24;80R', []],
	['a mode', '\u001B[?2026;2$y', []],
	['the focus', '\u001B[I\u001B[O', []],
	['a background, ended by BEL', '\u001B]11;rgb:cccc/cccc/cccc\u0007', []],
	['a background, ended by ST', '\u001B]11;rgb:cccc/cccc/cccc\u001B\\', []],
	['a background, then c', '\u001B]11;rgb:c/c/c\u001B\\c', [character('c')]],
	['a version', '\u001BP>|xterm(390)\u001B\\', []],
	['BEL inside of a version', '\u001BPc\u0007c\u001B\\', []],
	['an application command', '\u001B_Gi=31;OKcq\u001B\\', []],
	['a mouse report of SGR', '\u001B[<0;67;20M', []],
	['a mouse report of X10 in column 67', '\u001B[M c!', []],
	['a mouse report of X10, then q', '\u001B[M ccq', [character('q')]],
	['a mouse report in UTF-8', '\u001B[M \u00E8cq', [character('q')]],
	['Ctrl-C of the kitty protocol', '\u001B[99;5u', [control('c')]],
	['Ctrl-C, pressed, of the kitty protocol', '\u001B[99;5:1u', [control('c')]],
	['Ctrl-C, let go, of the kitty protocol', '\u001B[99;5:3u', []],
	['c of the kitty protocol', '\u001B[99u', []],
	['Ctrl-C of modifyOtherKeys', '\u001B[27;5;99~', [control('c')]],
	['Alt-c of modifyOtherKeys', '\u001B[27;3;99~', []],
	['Ctrl-C inside of a sequence', '\u001B[1;\u0003', [control('c')]],
	['Ctrl-C inside of a string', '\u001B]11;\u0003', [control('c')]],
	['a sequence inside of a sequence', '\u001B[1;\u001B[Ac', [character('c')]],
	['a cancelled sequence', '\u001B[1;\u0018c', [character('c')]],
	['a paste', '\u001B[200~qc\u001B[201~', [paste('qc')]],
	[
		'a paste, then q',
		'\u001B[200~qc\u001B[201~q',
		[paste('qc'), character('q')],
	],
	[
		'a paste with lines and accents',
		'\u001B[200~q\r\n\t\u00E9\u{1F61B}\u001B[201~',
		[paste('q\r\n\t\u00E9\u{1F61B}')],
	],
	[
		'two pastes',
		'\u001B[200~q\u001B[201~\u001B[200~c\u001B[201~',
		[paste('q'), paste('c')],
	],
	[
		'a paste with Ctrl-C in it',
		'\u001B[200~q\u0003c\u001B[201~',
		[paste('q\u0003c')],
	],
	[
		'a paste with half of its end in it',
		'\u001B[200~c\u001B[20c\u001B[201~',
		[paste('c\u001B[20c')],
	],
	[
		'a paste with ESC before its end',
		'\u001B[200~c\u001B\u001B[201~q',
		[paste('c\u001B'), character('q')],
	],
	['an empty paste', '\u001B[200~\u001B[201~c', [character('c')]],
	['an accented character', '\u00E9', [character('\u00E9')]],
	['an accent of its own', 'e\u0301', [character('e'), character('\u0301')]],
	['a space that does not break', '\u00A0', [character('\u00A0')]],
	['a control of UTF-8 that begins nothing', '\u0085q', [character('q')]],
	[
		'an accented character after a sequence without its end',
		'\u001B[1;\u00E9q',
		[character('\u00E9'), character('q')],
	],
	[
		'an arrow after half of a character',
		Buffer.concat([Uint8Array.of(0xe9), Buffer.from('\u001B[A')]),
		[up],
	],
	[
		'Alt with a character after half of another one',
		Buffer.concat([Uint8Array.of(0xe4, 0xba), Buffer.from('\u001B\u00DBq')]),
		[character('q')],
	],
	[
		'an answer inside of a character',
		Buffer.concat([
			Uint8Array.of(0xc3),
			Buffer.from('\u001B[0n'),
			Uint8Array.of(0xa9),
		]),
		[character('\u00E9')],
	],
	[
		'half of a character, then a whole one',
		Buffer.concat([Uint8Array.of(0xe4, 0xba), Buffer.from('\u00E9')]),
		[character('\u00E9')],
	],
	[
		'an accented character between two keys',
		'q\u00E9c',
		[character('q'), character('\u00E9'), character('c')],
	],
	['controls of UTF-8', '\u009B?1;2c\u009D11;c\u009Cq', [character('q')]],
	[
		'a title with a control among its bytes',
		'\u001B]lc\u00DBc\u001B\\q',
		[character('q')],
	],
	[
		'an emoji whose last byte is a control',
		'\u{1F61B}q',
		[character('\u{1F61B}'), character('q')],
	],
	['a string that SUB ends', '\u001B]c\u001Ac', [character('c')]],
	['a string that CAN ends', '\u001B]c\u0018c', [character('c')]],
	['BEL inside of a sequence', '\u001B[1\u0007;2cq', [character('q')]],
	['Backspace inside of a sequence', '\u001B[1;\u007Fcq', [character('q')]],
	['Backspace inside of a function key', '\u001BO\u007Fcq', [character('q')]],
	['a string of PM', '\u001B^qc\u0007c\u001B\\q', [character('q')]],
	['a string of SOS', '\u001BXqc\u0007c\u001B\\q', [character('q')]],
	[
		'a sequence inside a string',
		'\u001B]11;c\u001B[?1;2cc\u0007q',
		[character('q')],
	],
	['Alt-c inside of a string', '\u001B]11;c\u001Bcc\u0007q', [character('q')]],
	[
		'a sequence that is too long',
		`\u001B[${'1;'.repeat(40)}cq`,
		[character('q')],
	],
	['a function key with a modifier', '\u001BO5cq', [character('q')]],
	['a key of the keypad', '\u001BOqq', [character('q')]],
	['Shift with a function key in rxvt', '\u001B[23$q', [character('q')]],
	['a mode without a question mark', '\u001B[20;2$yq', [character('q')]],
	['where the mouse was let go', '\u001B[tccq', [character('q')]],
	['what the mouse highlighted', '\u001B[Tccccccq', [character('q')]],
	['a mouse report of urxvt', '\u001B[32;10;20Mq', [character('q')]],
	['an answer', '\u001B[0nq', [character('q')]],
	['an answer, twice', '\u001B[0n\u001B[0nq', [character('q')]],
	['another answer', '\u001B[3nq', [character('q')]],
	['an answer inside a sequence', '\u001B[?1\u001B[0n;2cq', [character('q')]],
	[
		'two answers inside a sequence',
		'\u001B[?\u001B[0n1\u001B[0n;2cq',
		[character('q')],
	],
	['an answer inside of an answer', '\u001B[\u001B[0n0nq', [character('q')]],
	[
		'an answer inside a string',
		'\u001B]11;c\u001B[0ncc\u0007q',
		[character('q')],
	],
	['an answer inside a function key', '\u001BO\u001B[0ncq', [character('q')]],
	[
		'an answer inside a mouse report',
		'\u001B[Mc\u001B[0nccq',
		[character('q')],
	],
	[
		'an answer inside a paste',
		'\u001B[200~c\u001B[0nqc\u001B[201~q',
		[paste('cqc'), character('q')],
	],
	[
		'an answer inside the end of a paste',
		'\u001B[200~c\u001B[20\u001B[0n1~q',
		[paste('c'), character('q')],
	],
	['an emoji', '\u{1F600}q', [character('\u{1F600}'), character('q')]],
	[
		'an ideograph with bytes like C1 controls',
		'\u4E9B\u6C9Bc',
		[character('\u4E9B'), character('\u6C9B'), character('c')],
	],
];

for (const [name, text, expected] of keyCases) {
	test(`${name}, cut into packets in every way`, t => {
		for (const packets of splits(Buffer.from(text))) {
			t.deepEqual(parse(packets), expected, `cut into ${show(packets)}`);
		}
	});
}

const latinCases: ReadonlyArray<readonly [string, string, readonly Key[]]> = [
	['what the terminal is', '\u009B?1;2cq', [character('q')]],
	['a colour', '\u009D11;rgb:c/c/c\u009Cq', [character('q')]],
	['a version', '\u0090>|qc\u009Cq', [character('q')]],
	['commands', '\u009Fqc\u009C\u0098qc\u009C\u009Eqc\u009Cq', [character('q')]],
	['a function key', '\u008Fcq', [character('q')]],
	['an answer', '\u009B0nq', [character('q')]],
	[
		'a sequence after one without an end',
		'\u009B?1\u009B?1;2cq',
		[character('q')],
	],
	[
		'a string after one without an end',
		'\u009Dc\u0098c\u0007c\u009Cq',
		[character('q')],
	],
	[
		'a function key after a sequence without an end',
		'\u009B1;\u008Fcq',
		[character('q')],
	],
	[
		'a sequence after a function key without an end',
		'\u008F\u009Bcq',
		[character('q')],
	],
	[
		'a reply after Alt-c as the eighth bit',
		'\u00E3\u009B?1;2cq',
		[character('q')],
	],
	['a control that begins nothing', '\u0085q', [character('q')]],
	['what ends nothing', '\u009Cq', [character('q')]],
	['a letter beyond ASCII', '\u00A0q', [character('q')]],
	['ESC before it', '\u001B\u009Bcq', [character('q')]],
];

for (const [name, text, expected] of latinCases) {
	test(`with 8-bit controls, cut into packets in every way: ${name}`, t => {
		for (const packets of splits(Buffer.from(text, 'latin1'))) {
			const keys = parse(packets).filter(({type}) => type !== 'escape');
			t.deepEqual(keys, expected, `cut into ${show(packets)}`);
		}
	});
}

test('Alt as the eighth bit is not a key', t => {
	t.deepEqual(parse([Buffer.from('\u00E3q', 'latin1')]), [character('q')]);
});

test('every single byte is at most one key, and only printable ASCII is a character', t => {
	for (let byte = 0; byte < 256; byte++) {
		const keys = createKeyParser().push(Uint8Array.of(byte));
		const isCharacter = byte >= 0x20 && byte < 0x7f;
		const isControl = (byte < 0x20 && byte !== 0x1b) || byte === 0x7f;
		t.is(keys.length, isCharacter || isControl ? 1 : 0, `byte ${byte}`);
		t.is(keys[0]?.type === 'character', isCharacter, `byte ${byte}`);
	}
});

test('ESC is Escape after 50 ms, and a key after it counts once it can no longer belong to Alt', t => {
	const parser = createKeyParser();
	t.deepEqual(parser.push(bytes('\u001B')), []);
	t.is(parser.waiting()?.milliseconds, escapeDelay);
	t.deepEqual(parser.expire(), [escape]);
	t.is(parser.waiting()?.milliseconds, altDelay);
	t.deepEqual(parser.expire(), []);
	t.deepEqual(parser.push(bytes('cq')), [character('c'), character('q')]);
	t.is(parser.waiting(), undefined);
});

test('before that time ESC is Alt with the next key, and only this key', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B'));
	parser.expire();
	t.deepEqual(parser.push(bytes('cq')), [alt('c'), character('q')]);
});

test('a key much later than Escape counts', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B'));
	parser.expire();
	parser.expire();
	t.is(parser.waiting()?.milliseconds, sequenceDelay);
	t.deepEqual(parser.expire(), []);
	t.is(parser.waiting(), undefined);
	t.deepEqual(parser.push(bytes('[c')), [character('['), character('c')]);
});

/** What counts once an Escape can no longer belong to it. */
const keysAfterEscape: ReadonlyArray<readonly [string, readonly Key[]]> = [
	['\u00E9', [character('\u00E9')]],
	['\u6F22', [character('\u6F22')]],
	['\u{1F61B}q', [character('\u{1F61B}'), character('q')]],
	['\u001B[A', [up]],
	['\u001BOA', [up]],
	['\u001B[3~', [{type: 'delete'}]],
	['\u001B[F', [{type: 'end'}]],
	['\u001B[200~c\u001B[201~', [paste('c')]],
	['\u001Bc', [alt('c')]],
	['\u001B[99;5u', [control('c')]],
	['\r', [control('m')]],
];

for (const [text, keys] of keysAfterEscape) {
	for (const isTyping of [false, true]) {
		test(`after Escape ${JSON.stringify(text)} counts, ${isTyping ? 'while' : 'unless'} a line is typed`, t => {
			for (const isAnswered of [false, true]) {
				for (const packets of splits(bytes(text))) {
					const parser = createKeyParser({
						isAnswering: () => isAnswered,
						isTyping: () => isTyping,
					});
					const got = [
						...parser.push(bytes('\u001B')),
						...parser.expire(),
						...(isAnswered ? parser.push(bytes('\u001B[0n')) : parser.expire()),
						...packets.flatMap(packet => parser.push(packet)),
					];
					t.deepEqual(got, [escape, ...keys], `cut into ${show(packets)}`);
				}
			}
		});
	}
}

test('a character beyond ASCII counts after a string without its end, even if that ended in ESC', t => {
	const parser = createKeyParser({isAnswering: () => true});
	parser.push(bytes('\u001B]52;c;c\u001B'));
	parser.expire();
	parser.expire();
	t.deepEqual(parser.push(bytes('\u{1F61B}')), [character('\u{1F61B}')]);
});

test('an answer that a link cuts after its ESC takes nothing from what it interrupts', t => {
	for (const [text, key] of [
		['\u00E9', character('\u00E9')],
		['\u6F22', character('\u6F22')],
		['\u{1F61B}', character('\u{1F61B}')],
		['\u001BOA', up],
		['\u001B[A', up],
		['\u001B[3~', {type: 'delete'}],
	] as const) {
		const whole = bytes(text);
		// After ESC it would end an Escape.
		for (
			let cut = text.startsWith('\u001B') ? 2 : 1;
			cut < whole.length;
			cut++
		) {
			const parser = createKeyParser({
				isAnswering: () => true,
				isTyping: () => true,
			});
			const got = [
				...parser.push(whole.subarray(0, cut)),
				...parser.push(bytes('\u001B')),
				...parser.expire(),
				...parser.push(bytes('[0n')),
				...parser.push(whole.subarray(cut)),
			];
			t.deepEqual(got, [key], `${JSON.stringify(text)} cut at ${cut}`);
		}
	}
});

test('a paste of just too many characters is one after Escape as well', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B'));
	parser.expire();
	parser.expire();
	const text = 'q'.repeat(longestBurst + 1);
	t.deepEqual(parser.push(bytes(text)), [paste(text)]);
});

test('with a terminal that answers, Escape and a key are told from Alt with the key', t => {
	const between = createKeyParser({isAnswering: () => true});
	between.push(bytes('\u001B'));
	between.expire();
	t.is(between.waiting()?.milliseconds, sequenceDelay);
	t.deepEqual(between.push(bytes('\u001B[0nc')), [character('c')]);

	const after = createKeyParser({isAnswering: () => true});
	after.push(bytes('\u001B'));
	after.expire();
	t.deepEqual(after.push(bytes('c\u001B[0nc')), [alt('c'), character('c')]);
});

test('while a line is typed, Escape is reported when the terminal has answered, or after a longer wait', t => {
	for (const isAnswering of [true, false]) {
		const parser = createKeyParser({
			isAnswering: () => isAnswering,
			isTyping: () => true,
		});
		parser.push(bytes('\u001B'));
		t.false(parser.isUncertain());
		t.deepEqual(parser.expire(), []);
		t.true(parser.isUncertain());
		t.deepEqual(
			isAnswering ? parser.push(bytes('\u001B[0n')) : parser.expire(),
			[escape],
		);
		t.false(parser.isUncertain());
		t.deepEqual(parser.push(bytes('q')), [character('q')]);
	}
});

test('while a line is typed, a sequence or Alt that a link cuts after ESC is not Escape', t => {
	for (const [rest, keys] of [
		['[?1;2c', []],
		['[A', [up]],
		['c', [alt('c')]],
	] as const) {
		const parser = createKeyParser({
			isAnswering: () => true,
			isTyping: () => true,
		});
		parser.push(bytes('\u001B'));
		parser.expire();
		t.deepEqual(parser.push(bytes(rest)), keys);
		t.false(parser.isUncertain());
		t.deepEqual(parser.push(bytes('q')), [character('q')]);
	}
});

test('a sequence may continue after an answer, even if its ESC was taken for Escape', t => {
	const answered = createKeyParser({isAnswering: () => true});
	t.deepEqual(
		[
			...answered.push(bytes('\u001B')),
			...answered.expire(),
			...answered.push(bytes('\u001B[0n')),
			...answered.push(bytes('[?1;2c')),
			...answered.push(bytes('q')),
		],
		[escape, character('q')],
	);
});

test('each answer is reported, wherever it comes', t => {
	for (const [text, expected] of [
		['\u001B[0n', 1],
		['\u009B0n', 1],
		['q\u001B[0nc\u001B[0n', 2],
		['\u001B[?1\u001B[0n;2c', 1],
		['\u001B]c\u001B[0n\u0007', 1],
		['\u001B[200~\u001B[0n\u001B[20\u001B[0n1~', 2],
		['\u001B[200~\u001B\u001B[0n\u001B[201~', 1],
		['\u001B[3n\u001B[00n\u001B[?0n\u001B[0m0n', 0],
	] as const) {
		let answers = 0;
		const parser = createKeyParser({
			onAnswer() {
				answers++;
			},
		});
		for (const byte of bytes(text)) {
			parser.push(Uint8Array.of(byte));
		}

		t.is(answers, expected, `answers in ${JSON.stringify(text)}`);
	}
});

for (const reply of [
	'\u001B[?1;2c',
	'\u001B]11;cqc\u0007',
	'\u001BOc',
	'\u001B[Mccc',
	'\u001B[200~qc\u001B[201~',
]) {
	test(`a reply may take as long as its bytes keep coming: ${JSON.stringify(reply)}`, t => {
		const parser = createKeyParser();
		parser.push(bytes('\u001B'));
		// The pause is longer than Escape, or Alt with a key, takes.
		t.deepEqual(parser.expire(), [escape]);
		t.deepEqual(parser.expire(), []);
		for (const byte of bytes(reply).subarray(1, -1)) {
			const before = parser.waiting();
			t.deepEqual(parser.push(Uint8Array.of(byte)), []);
			t.not(parser.waiting(), before);
			t.is(parser.waiting()?.milliseconds, sequenceDelay);
		}

		t.deepEqual(
			parser.push(bytes(reply).subarray(-1)),
			reply.startsWith('\u001B[200~') ? [paste('qc')] : [],
		);
		t.is(parser.waiting(), undefined);
		t.deepEqual(parser.push(bytes('q')), [character('q')]);
	});
}

for (const unfinished of [
	'\u001B[',
	'\u001B[[',
	'\u001BO',
	'\u001B]',
	'\u001BP',
	'\u001B[M',
	'\u001B[200~',
	'\u001B]\u001B[A',
]) {
	test(`keys work again if ${JSON.stringify(unfinished)} never ends`, t => {
		const parser = createKeyParser();
		parser.push(bytes(unfinished));
		t.is(parser.waiting()?.milliseconds, sequenceDelay);
		t.deepEqual(parser.expire(), []);
		t.is(parser.waiting(), undefined);
		t.deepEqual(parser.push(bytes('q')), [character('q')]);
	});
}

test('keys work again if half of a character never gets its rest', t => {
	const parser = createKeyParser();
	parser.push(Uint8Array.of(0xf0, 0x9f));
	t.is(parser.waiting()?.milliseconds, sequenceDelay);
	t.deepEqual(parser.expire(), []);
	t.deepEqual(parser.push(bytes('q')), [character('q')]);
});

test('Escape leaves a string that never ends, and is not a key then', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B]c\u001B'));
	t.is(parser.waiting()?.milliseconds, escapeDelay);
	t.deepEqual(parser.expire(), []);
	t.deepEqual(parser.expire(), []);
	t.deepEqual(parser.push(bytes('q')), [character('q')]);
});

test('the end of a string in two pieces is not a key', t => {
	const parser = createKeyParser();
	t.deepEqual(
		[
			...parser.push(bytes('\u001B]c\u001B')),
			...parser.expire(),
			...parser.expire(),
			...parser.push(bytes('\\')),
			...parser.push(bytes('q')),
		],
		[character('q')],
	);
});

test('the most keys that a slow link delivers together still count as keys', t => {
	const burst = 'q'.repeat(longestBurst);
	t.is(parse([bytes(burst)]).length, longestBurst);
});

test('a long text without marks is a paste, and so is the short packet at its end', t => {
	const parser = createKeyParser();
	t.deepEqual(parser.push(bytes('SELECT c FROM q;\n')), [
		paste('SELECT c FROM q;\n'),
	]);
	t.deepEqual(parser.push(bytes('qc')), [paste('qc')]);
	t.is(parser.waiting()?.milliseconds, escapeDelay);
	t.deepEqual(parser.expire(), []);
	t.deepEqual(parser.push(bytes('q')), [character('q')]);
});

test('lines and accents count towards the length of a paste', t => {
	t.deepEqual(parse([bytes('q\nc\nq\tc\rq')]), [paste('q\nc\nq\tc\rq')]);
	t.deepEqual(parse([bytes('\u00E9\u00E8\u00EA\u00E9\u00E8\u00EA\u00E9cq')]), [
		paste('\u00E9\u00E8\u00EA\u00E9\u00E8\u00EA\u00E9cq'),
	]);
});

test('sequences do not count towards the length of a paste', t => {
	t.deepEqual(parse([bytes('\u001B[A'.repeat(9) + 'q')]), [
		...Array.from({length: 9}, () => up),
		character('q'),
	]);
});

test('Ctrl-C counts in a long text without marks', t => {
	t.deepEqual(parse([bytes('SELECT c FROM\u0003 q;')]), [
		paste('SELECT c FROM'),
		control('c'),
		paste(' q;'),
	]);
});

test('keys that are not text keep their place in a long text without marks', t => {
	t.deepEqual(parse([bytes('abcdefgh\u001B[D\u007Fij\u001B[A')]), [
		paste('abcdefgh'),
		left,
		control('?'),
		paste('ij'),
		up,
	]);
});

test('of a paste that is too long, a part is kept, and that is said', t => {
	const [key, ...rest] = parse([
		bytes(`\u001B[200~${'q'.repeat(longestPaste + 1)}\u001B[201~c`),
	]);
	t.true(key?.type === 'paste' && key.isCut);
	t.deepEqual(rest, [character('c')]);
	t.deepEqual(
		parse([bytes(`\u001B[200~${'q'.repeat(longestPaste - 6)}\u001B[201~`)]),
		[paste('q'.repeat(longestPaste - 6))],
	);
});

test('a paste that never ends is forgotten', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B[200~one'));
	parser.expire();
	t.deepEqual(parser.push(bytes('\u001B[200~two\u001B[201~')), [paste('two')]);
});

test('the text of a title is not a paste', t => {
	t.deepEqual(parse([bytes(`\u001B]0;${'é'.repeat(9)}\u0007q`)]), [
		character('q'),
	]);
});
