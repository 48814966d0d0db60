import test from 'ava';
import stringWidth from 'string-width';
import {toAscii} from '../../source/output/ascii.js';

const cases: ReadonlyArray<readonly [string, string]> = [
	['', ''],
	['plain ~ ASCII\n\t!', 'plain ~ ASCII\n\t!'],
	['╭─┬─╮', '+-+-+'],
	['│ │ │', '| | |'],
	['├─┼─┤', '+-+-+'],
	['╰─┴─╯', '+-+-+'],
	['┌┐└┘', '++++'],
	['████░░', '####..'],
	['✔ ✘ ▸ → …', 'v x > > ~'],
	['MySQL 9.7.4 · sandbox', 'MySQL 9.7.4 - sandbox'],
	['é ß €', '? ? ?'],
	['\u{1D400}', '?'],
];

for (const [text, ascii] of cases) {
	test(`${text} becomes ${ascii}`, t => {
		t.is(toAscii(text), ascii);
	});
}

for (const text of ['接続が切断', '👍', 'e\u0301', 'a\u200Bb', '🇩🇪']) {
	test(`text wider or narrower than its characters keeps its width: ${text}`, t => {
		const ascii = toAscii(text);
		t.regex(ascii, /^[ -~]*$/);
		t.is(stringWidth(ascii), stringWidth(text));
	});
}
