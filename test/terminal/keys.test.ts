import {Buffer} from 'node:buffer';
import test from 'ava';
import {type Key} from '../../source/terminal/key.js';
import {
	createKeyParser,
	escapeDelay,
	longestBurst,
	sequenceDelay,
} from '../../source/terminal/keys.js';

const escape: Key = {type: 'escape'};

function character(text: string): Key {
	return {type: 'character', character: text};
}

function control(text: string): Key {
	return {type: 'control', character: text};
}

/** Sends packets one after the other, faster than any wait, and lets all waits pass at the end. */
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

const keyCases: ReadonlyArray<readonly [string, string, readonly Key[]]> = [
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
	['Alt-c', '\u001Bc', []],
	['Alt-q, then q', '\u001Bqq', [character('q')]],
	['Alt-Enter', '\u001B\r', []],
	['Escape and Ctrl-C', '\u001B\u0003', [control('c')]],
	['an arrow', '\u001B[A', []],
	['an arrow, then c', '\u001B[Ac', [character('c')]],
	['an arrow in application mode', '\u001BOA', []],
	['F1', '\u001BOP', []],
	['Alt with an arrow', '\u001B[1;3A', []],
	['Shift with an arrow in rxvt', '\u001B[a', []],
	['F3 of the Linux console', '\u001B[[C', []],
	['F3 of the Linux console, then c', '\u001B[[Cc', [character('c')]],
	['Delete', '\u001B[3~', []],
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
	['a paste', '\u001B[200~qc\u001B[201~', []],
	['a paste, then q', '\u001B[200~qc\u001B[201~q', [character('q')]],
	['a paste with Ctrl-C in it', '\u001B[200~q\u0003c\u001B[201~', []],
	[
		'a paste with half of its end in it',
		'\u001B[200~c\u001B[20c\u001B[201~',
		[],
	],
	[
		'a paste with ESC before its end',
		'\u001B[200~c\u001B\u001B[201~q',
		[character('q')],
	],
	['an empty paste', '\u001B[200~\u001B[201~c', [character('c')]],
	['an accented character', '\u00E9', []],
	[
		'an accented character between two keys',
		'q\u00E9c',
		[character('q'), character('c')],
	],
	['an emoji', '\u{1F600}q', [character('q')]],
	[
		'an ideograph with bytes like C1 controls',
		'\u4E9B\u6C9Bc',
		[character('c')],
	],
];

for (const [name, text, expected] of keyCases) {
	test(`${name}, cut into packets in every way`, t => {
		for (const packets of splits(bytes(text))) {
			t.deepEqual(
				parse(packets),
				expected,
				`cut into ${packets.map(packet => Buffer.from(packet).toString('hex')).join(' ')}`,
			);
		}
	});
}

test('a reply with 8-bit controls is no key, in every split', t => {
	for (const packets of splits(Buffer.from('\u009B?1;2cq', 'latin1'))) {
		t.deepEqual(parse(packets), [character('q')]);
	}
});

test('Alt as the eighth bit is no key', t => {
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

test('ESC is waited for 50 ms, and is Escape then', t => {
	const parser = createKeyParser();
	t.deepEqual(parser.push(bytes('\u001B')), []);
	t.is(parser.waiting()?.milliseconds, escapeDelay);
	t.deepEqual(parser.expire(), [escape]);
	t.deepEqual(parser.push(bytes('c')), [character('c')]);
	t.is(parser.waiting(), undefined);
});

test('a reply that stalls anywhere for longer than an Escape is no other key', t => {
	const reply = bytes('\u001B[?1;2c');
	for (let cut = 1; cut < reply.length; cut++) {
		const parser = createKeyParser();
		parser.push(reply.subarray(0, cut));
		const isEscape = parser.waiting()?.milliseconds === escapeDelay;
		t.is(isEscape, cut === 1);
		t.deepEqual(isEscape ? parser.expire() : [], isEscape ? [escape] : []);
		t.is(parser.waiting()?.milliseconds, sequenceDelay);
		t.deepEqual(parser.push(reply.subarray(cut)), [], `cut at ${cut}`);
		t.deepEqual(parser.push(bytes('q')), [character('q')]);
	}
});

for (const unfinished of [
	'\u001B[',
	'\u001BO',
	'\u001B]',
	'\u001BP',
	'\u001B[M',
	'\u001B[200~',
]) {
	test(`keys come back when ${JSON.stringify(unfinished)} never ends`, t => {
		const parser = createKeyParser();
		parser.push(bytes(unfinished));
		t.is(parser.waiting()?.milliseconds, sequenceDelay);
		t.deepEqual(parser.expire(), []);
		t.is(parser.waiting(), undefined);
		t.deepEqual(parser.push(bytes('q')), [character('q')]);
	});
}

test('keys do not make the wait for the end of a string longer', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B]'));
	const wait = parser.waiting();
	parser.push(bytes('q'));
	t.truthy(wait);
	t.is(parser.waiting(), wait);
});

test('a paste is waited for as long as it keeps coming', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B[200~one'));
	const wait = parser.waiting();
	parser.push(bytes('two'));
	t.truthy(parser.waiting());
	t.not(parser.waiting(), wait);
});

test('a new sequence is a new wait', t => {
	const parser = createKeyParser();
	parser.push(bytes('\u001B[1'));
	const wait = parser.waiting();
	parser.push(bytes('\u001B[1'));
	t.truthy(parser.waiting());
	t.not(parser.waiting(), wait);
});

test('as many keys as a slow link delivers together are keys', t => {
	const burst = 'q'.repeat(longestBurst);
	t.is(parse([bytes(burst)]).length, longestBurst);
});

test('a long text without marks is a paste, and so is the short packet at its end', t => {
	const parser = createKeyParser();
	t.deepEqual(parser.push(bytes('SELECT c FROM q;\n')), []);
	t.deepEqual(parser.push(bytes('qc')), []);
	t.is(parser.waiting()?.milliseconds, escapeDelay);
	t.deepEqual(parser.expire(), []);
	t.deepEqual(parser.push(bytes('q')), [character('q')]);
});

test('lines and accents count for the length of a paste', t => {
	t.deepEqual(parse([bytes('q\nc\nq\nc\nq')]), []);
	t.deepEqual(
		parse([bytes('\u00E9\u00E8\u00EA\u00E9\u00E8\u00EA\u00E9cq')]),
		[],
	);
});

test('sequences do not count for the length of a paste', t => {
	t.deepEqual(parse([bytes('\u001B[A'.repeat(9) + 'q')]), [character('q')]);
});

test('Ctrl-C counts in a long text without marks', t => {
	t.deepEqual(parse([bytes('SELECT c FROM\u0003 q;')]), [control('c')]);
});
