import test from 'ava';
import {
	readOptionLine,
	type OptionLine,
} from '../../source/server/option-lines.js';

/** Each line and its meaning. */
const lines: ReadonlyArray<readonly [text: string, line?: OptionLine]> = [
	[''],
	[' \t\n\v\f\r'],
	['# user=ann'],
	[' ; user=ann'],

	['[client]', {type: 'group', name: 'client'}],
	[' [ client \t\v\f]tail]', {type: 'group', name: ' client'}],
	['[a  b]', {type: 'group', name: 'a  b'}],
	['[client', {type: 'wrong', what: 'the group has no closing bracket'}],

	['!include /etc/a b \r', {type: 'include', path: '/etc/a b'}],
	['! includedir\t/etc/d', {type: 'includedir', path: '/etc/d'}],
	['!include\v/etc/a', {type: 'include', path: '/etc/a'}],
	['!include', {type: 'wrong', what: '!include names nothing'}],
	['!includedir \t', {type: 'wrong', what: '!includedir names nothing'}],
	['!includes /etc/a'],
	['!my include /etc/a'],
	['!other /etc/a'],

	['quick', {type: 'option', name: 'quick'}],
	['quick # c', {type: 'option', name: 'quick'}],
	['\v user\f=\t ann \r\n', {type: 'option', name: 'user', value: 'ann'}],
	['\u00A0user=ann', {type: 'option', name: '\u00A0user', value: 'ann'}],
	['userV=V\v', {type: 'option', name: 'userV', value: 'V'}],
	['"a#b', {type: 'option', name: '"a#b'}],
	['user=', {type: 'option', name: 'user', value: ''}],
	['user=a = b', {type: 'option', name: 'user', value: 'a = b'}],
	['user # = ann', {type: 'option', name: 'user'}],
];

for (const [text, line] of lines) {
	test(`the line ${JSON.stringify(text)}`, t => {
		t.deepEqual(readOptionLine(text), line);
	});
}

/** Each text after the `=`, its value, and whether a `#` may have been meant to belong to that. */
const values: ReadonlyArray<
	readonly [text: string, value: string, isCut?: true]
> = [
	['a#b', 'a', true],
	['#b', ''],
	['"a"#b', 'a'],
	['😀 # b', '😀'],
	['"a#b"', 'a#b'],
	["'a#b' # c", 'a#b'],
	[`"a'#b" # c`, "a'#b"],
	[`'a"#b' # c`, 'a"#b'],
	[`"a'" # 'b`, "a'"],
	['"a" "b#c" # d', 'a" "b#c'],
	['"a" b # c"', '"a" b'],
	['x"a#b" # c', 'x"a#b"'],
	[`"a'`, `"a'`],
	['"', '"'],
	['""', ''],
	// A backslash counts inside quotes, but not outside.
	[String.raw`"a\"#b" # c`, 'a"#b'],
	[String.raw`"a\\" # b"`, 'a\\'],
	[String.raw`"a\\\"#b" # c`, String.raw`a\"#b`],
	[String.raw`"a\x"#b"`, String.raw`a\x`],
	[String.raw`a\"#b" # c`, 'a"#b"'],
	[String.raw`a\#b`, 'a\\', true],
	[String.raw`\n\t\r\b\s\"\'\\`, '\n\t\r\b "\'\\'],
	[String.raw`\a\N\0\😀`, String.raw`\a\N\0\😀`],
	[String.raw`\\n`, String.raw`\n`],
];

for (const [text, value, isCut] of values) {
	test(`the value ${text}`, t => {
		t.deepEqual(readOptionLine(`user=${text}`), {
			type: 'option',
			name: 'user',
			value,
			...(isCut && {isCut}),
		});
	});
}
